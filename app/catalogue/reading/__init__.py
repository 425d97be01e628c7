"""Reading what other people wrote about procedures: files in, ProcedureFacts or a clear refusal out. Pure."""
