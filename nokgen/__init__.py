"""nokgen: a static site of the plans and results of the independent assessment of services."""

__version__ = "0.1.0"
