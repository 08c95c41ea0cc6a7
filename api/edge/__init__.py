"""The outer edge: what a request meets before, around and after the application."""
