"""The stage of jobs: work that somebody handed in and that is done while they wait for nothing."""
