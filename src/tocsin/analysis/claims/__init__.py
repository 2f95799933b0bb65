"""Claims: who claims what, who denies it, and what nobody claims."""
