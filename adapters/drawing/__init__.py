"""Charts as pictures: SVG that anybody can read, and PNG for documents that take nothing else."""
