"""Scripted effects of the kind that nn~ loads beside neural models; ours, under the project's licence."""
