using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>A made-up person who writes sample plans.</summary>
/// <param name="Key">How the sample files name the account: "focal.np".</param>
/// <param name="Id">Derived from the key.</param>
/// <param name="Name">"Focal point, Nepal".</param>
/// <param name="Role">The role.</param>
/// <param name="Country">The country of the roles that have one.</param>
public sealed record SampleAccount(string Key, UserId Id, string Name, Role Role, string? Country);
