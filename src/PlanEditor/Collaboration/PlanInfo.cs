using PlanEditor.Storage;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>What never changes about a plan.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Slug">Its name in addresses: "nepal-2017".</param>
/// <param name="Country">The country whose plan it is: "NP".</param>
/// <param name="Schema">The stored name of its schema: "actionPlan".</param>
public sealed record PlanInfo(PlanId Id, string Slug, string Country, string Schema)
{
    /// <summary>What it is called in short among others: the country's name.</summary>
    public string ShortName => IsPlan ? Countries.OfPlans.Label(Country) : IsReport ? "Report" : "Questions";

    /// <summary>Whether it is a country's plan, and not another document.</summary>
    public bool IsPlan => Country.Length > 0;

    /// <summary>Whether it is the workshop's report.</summary>
    public bool IsReport => Schema == AnalyticalReport.Schema.Name;

    /// <summary>The workflow of its schema.</summary>
    public PlanWorkflow Workflow => DocumentSchemas.Find(Schema)?.Workflow ?? PlanWorkflow.Review;

    public static PlanInfo Of(PlanRow row) => new(new PlanId(row.Id), row.Slug, row.Country, row.Schema);
}
