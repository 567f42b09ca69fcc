using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Configuration;
using Entente.Node.Watchlist;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Watchlist.Listings;

/// <summary>
/// The claim: whatever calls come in whatever order, a listing in force asks for no stronger action, has no other names and lasts no longer than
/// some version of it that one person has proposed and another has approved.
/// </summary>
public sealed class TwoPersonsTests
{
    private static readonly string[] Calls = ["correct", "correct", "approve", "approve", "approve", "approve-blindly", "lower", "lower", "renew", "refuse", "remove", "misidentified"];
    private static readonly string[] Actions = ["inform", "discreet-check", "secondary-inspection", "refuse"];
    private static readonly string[] Names = ["Salma Ben Tahar", "Houda Lamrani", "Karima Idrissi"];

    [Fact]
    public async Task No_sequence_of_calls_puts_in_force_what_two_persons_have_not_seen()
    {
        await using var node = await RunningNode.StartAsync("L1,Karim Zerhouni,primary,1970,,,");
        var inForce = 0;
        foreach (var steps in Sequences.Sample(60, 14))
        {
            inForce += await RunAsync(node, steps);
        }

        inForce.ShouldBeGreaterThan(20, "hardly anything came into force, so the claim was hardly tried");
    }

    private static Gen<List<Step>> Sequences =>
        from persons in Gen.Elements(1, 2, 2, 3, 3)
        from steps in (from person in Gen.Choose(0, persons - 1)
                       from call in Gen.Elements(Calls)
                       from action in Gen.Elements(Actions)
                       from name in Gen.Elements(Names)
                       from days in Gen.Choose(70, 300)
                       select new Step(new[] { "amina", "bilal", "chadi" }[person], call, action, name, days)).ListOf()
        select new List<Step>(steps);

    /// <summary>Runs one sequence and gives after how many steps something was in force.</summary>
    private static async Task<int> RunAsync(RunningNode node, List<Step> steps)
    {
        var first = new Step("amina", "nominate", "secondary-inspection", Names[0], 200);
        var id = await node.NominateAsync(first.Fields());
        var proposed = new Dictionary<long, Step> { [1] = first };
        var approved = new List<Step>();
        var inForce = 0;
        foreach (var (at, step) in steps.Index())
        {
            await DoAsync(node, id, step, proposed, approved);
            var snapshot = node.Services.GetRequiredService<CurrentLists>().Snapshot!; // A running node has one.
            if (snapshot.Find(id) is { } listing)
            {
                inForce++;
                var action = snapshot.TermsOf(listing).Action;
                var expires = (await node.CallAsync("bilal", "GET", $"/listings/{id}")).Answer.GetProperty("expiresOn").GetString();
                approved.ShouldContain(
                    seen => Codes.Find<EncounterAction>(seen.Action) >= action && seen.Name == listing.Subject.Names[0].Text && string.CompareOrdinal(ListingCalls.Day(seen.Days), expires) >= 0,
                    $"{action} until {expires} after {string.Join("; ", steps.Take(at + 1))}");
            }
        }

        return inForce;
    }

    private static async Task DoAsync(RunningNode node, string id, Step step, Dictionary<long, Step> proposed, List<Step> approved)
    {
        var waiting = (await node.CallAsync(step.Person, "GET", $"/listings/{id}")).Answer.GetProperty("waiting") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;
        var version = step.Call == "approve-blindly" ? step.Days % 5 : waiting;
        var call = step.Call == "approve-blindly" ? "approve" : step.Call;
        var (status, answer) = await node.CallAsync(step.Person, "POST", $"/listings/{id}/{call}", call switch
        {
            "correct" => step.Fields(),
            "approve" => new JsonObject { ["version"] = version },
            "lower" => new JsonObject { ["action"] = step.Action },
            "renew" => new JsonObject { ["reviewOn"] = ListingCalls.Day(60), ["expiresOn"] = ListingCalls.Day(step.Days) },
            "refuse" => new JsonObject { ["version"] = version, ["reason"] = "not-supported" },
            "remove" => new JsonObject { ["reason"] = "error" },
            _ => new JsonObject { ["name"] = step.Name, ["birthDate"] = "1988-07-20", ["reason"] = "seen", ["until"] = ListingCalls.Day(30) },
        });
        if (status != 200)
        {
            return;
        }

        if (call == "correct")
        {
            proposed[answer.GetProperty("version").GetInt64()] = step;
        }
        else if (call == "renew" && answer.GetProperty("waits").GetBoolean())
        {
            // It proposes what is in force, for longer.
            proposed[answer.GetProperty("version").GetInt64()] = approved[^1] with { Person = step.Person, Days = step.Days };
        }
        else if (call == "approve" && proposed[version].Person != step.Person)
        {
            approved.Add(proposed[version]);
        }
    }

    private sealed record Step(string Person, string Call, string Action, string Name, int Days)
    {
        public JsonObject Fields()
        {
            var fields = ListingCalls.Salma(Action);
            fields["names"] = new JsonArray(new JsonObject { ["text"] = Name });
            fields["expiresOn"] = ListingCalls.Day(Days);
            return fields;
        }
    }
}
