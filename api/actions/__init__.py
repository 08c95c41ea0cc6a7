"""The doors of an improvement action: agreed, completed, verified by somebody else."""
