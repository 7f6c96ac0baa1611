namespace PlanModel.Schema;

/// <summary>What whoever runs the server may decide about final. The same for all plans of a schema; everything else the rules say.</summary>
/// <param name="Approvals">How many reviewers must approve a plan as it is.</param>
/// <param name="TranslationsBlock">Whether a working translation that is missing, or older than its source, in a text that final asks for stands before final; else it is a warning.</param>
public sealed record FinalTerms(int Approvals = 1, bool TranslationsBlock = false);
