"""`make torture`: the long and rough checks, each a part that is bounded in time."""
