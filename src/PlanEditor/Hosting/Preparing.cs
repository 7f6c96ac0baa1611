using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;

namespace PlanEditor.Hosting;

/// <summary>Makes ready what must be there before the server listens, or says in one line why that cannot be.</summary>
public static class Preparing
{
    /// <summary>Does the steps in turn. When one cannot be done, says why on the error output.</summary>
    /// <returns>Whether the server can start.</returns>
    public static async Task<bool> TryAsync(WebApplication app, params Func<Task>[] steps)
    {
        try
        {
            foreach (var step in steps) await step();
            return true;
        }
        catch (StorageStartException problem)
        {
            await SayAsync(problem.Message);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException or LogUnavailableException or LogOutcomeUnknownException or IOException or UnauthorizedAccessException)
        {
            await SayAsync($"The data directory {app.Services.GetRequiredService<DataDirectory>().Path} cannot be written: {problem.GetBaseException().Message}");
        }

        return false;

        static Task SayAsync(string words) => Console.Error.WriteLineAsync(words.Replace('\n', ' '));
    }
}
