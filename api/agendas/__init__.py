"""Agendas: what the next meeting has to know, ask and decide."""
