using System.Text.Json;
using PlanEditor.Collaboration;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class SubmittedChangeTests
{
    [Theory]
    [InlineData(TextChangeSetJson.SectionsMax, null)]
    [InlineData(TextChangeSetJson.SectionsMax + 2, RefusalCode.Malformed)]
    public void Of_what_is_sent_also_what_is_only_suggested_has_so_many_sections_and_no_more(int sections, RefusalCode? code)
    {
        var edit = $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[{{string.Join(',', Enumerable.Repeat("1,[0,\"x\"]", sections / 2))}}]}""";
        foreach (var operation in new[] { edit, $$"""{"op":"suggest","proposal":"AAAAAAAAAAU","parts":[{{edit}}],"drop":[]}""" })
        {
            var change = JsonSerializer.Deserialize<SubmittedChange>($$"""{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{{operation}}]}""", HubJson.Options)!;
            Assert.Equal(code, change.Problem?.Code);
        }
    }
}
