using System.Text.Json;
using OgdPlans.Tests;
using Xunit;

namespace PlanModel.Tests.Operations;

public class OperationJsonTests
{
    [Theory]
    [InlineData("""[]""", "starts with")]
    [InlineData("""{}""", "starts with")]
    [InlineData("""{"node":"AAAAAAAAAAo","op":"removeNode"}""", "starts with")]
    [InlineData("""{"op":7}""", "op is a string")]
    [InlineData("""{"op":"destroy"}""", "no operation")]
    [InlineData("""{"op":"removeNode"}""", "lacks node")]
    [InlineData("""{"op":"removeNode","node":null}""", "node is a string")]
    [InlineData("""{"op":"removeNode","node":"AAAAAAAAAAo","node":"AAAAAAAAAAo"}""", "twice")]
    [InlineData("""{"op":"removeNode","node":"AAAAAAAAAAo","extra":1}""", "no member \"extra\"")]
    [InlineData("""{"op":"removeNode","node":"AAAAAAAAAAo","item":"x"}""", "no member \"item\"")]
    [InlineData("""{"op":"removeNode","node":"AAAAAAAAAAp"}""", "not the id of a node")]
    [InlineData("""{"op":"removeNode","node":"AAAAAAAAAA="}""", "not the id of a node")]
    [InlineData("""{"op":"removeNode","node":"__proto__"}""", "not the id of a node")]
    [InlineData("""{"op":"setField","node":"AAAAAAAAAAo","field":"amount","value":1e99}""", "a value is")]
    [InlineData("""{"op":"setField","node":"AAAAAAAAAAo","field":"amount","value":[1]}""", "a value is")]
    [InlineData("""{"op":"setField","node":"AAAAAAAAAAo","field":"link","value":"\u0007"}""", "control character")]
    [InlineData("""{"op":"setField","node":"AAAAAAAAAAo","field":"link","value":"\ud800"}""", "not well-formed")]
    [InlineData("""{"op":"addToSet","node":"AAAAAAAAAAo","field":"words","item":null}""", "item is a string")]
    [InlineData("""{"op":"insertNode","node":"AAAAAAAAAAo","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"a":1,"a":2}}""", "twice")]
    [InlineData("""{"op":"insertNode","node":"AAAAAAAAAAo","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"a":{"b":1}}}""", "a value is")]
    [InlineData("""{"op":"insertNode","node":"AAAAAAAAAAo","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"a":["x","x"]}}""", "twice")]
    [InlineData("""{"op":"editText","node":"AAAAAAAAAAo","field":"body","edit":[-1]}""", "edit")]
    [InlineData("""{"op":"editText","node":"AAAAAAAAAAo","field":"body","edit":null}""", "edit")]
    [InlineData("""{"op":"changeState","to":"published","note":""}""", "no state")]
    [InlineData("""{"op":"openToPeers","open":"yes"}""", "true or false")]
    public void What_is_not_of_the_written_form_is_refused_in_words(string json, string words)
    {
        var problem = Assert.Throws<JsonException>(() => Written.Read(json));
        Assert.Contains(words, problem.Message, StringComparison.OrdinalIgnoreCase);
    }
}
