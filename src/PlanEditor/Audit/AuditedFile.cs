using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanModel;

namespace PlanEditor.Audit;

/// <summary>A file leaves the editor only when that is written down: first the entry, then the file. One that cannot be written down is refused in words.</summary>
public static class AuditedFile
{
    /// <summary>Writes down that somebody saves a file, and makes it.</summary>
    /// <param name="audit">Where it is written down.</param>
    /// <param name="user">Who.</param>
    /// <param name="name">Which: "coverage.csv".</param>
    /// <param name="context">The request.</param>
    /// <param name="plan">The slug of the plan; null: of none.</param>
    /// <param name="make">Makes the file.</param>
    public static async Task<IResult> SaveAsync(this AuditLog audit, UserId user, string name, HttpContext context, string? plan, Func<Task<IResult>> make)
    {
        try
        {
            await audit.WriteAsync(AuditKind.Exported, user, name, context, plan: plan);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            audit.NotKept(problem);
            return Results.Text("The file cannot be saved now: that somebody saves it could not be written down. Try again in a moment. If it stays so, tell the administrators: the server's disk may be full.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return await make();
    }
}
