using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Exchange.Flows;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class QueryExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task A_hit_names_nothing_and_a_person_of_the_other_side_says_what_it_means()
    {
        await using var both = await StartAsync(Marked(Atlas));
        var id = await AskAsync(both);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("hit");
        var (_, view) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}");
        view.GetProperty("steps")[1].GetProperty("fields").EnumerateObject().ShouldBeEmpty();
        var lines = (await both.CallAsync(Dunes, "omar", Role.Liaison, "/conversations")).Answer.GetProperty("conversations");
        lines[0].GetProperty("isOwnTurn").GetBoolean().ShouldBeTrue();
        (await both.CallAsync(Dunes, "omar", Role.Liaison, $"/conversations/{id}/answer", new JsonObject { ["fields"] = new JsonObject { ["note"] = "Call our duty desk." } })).Status.ShouldBe(HttpStatusCode.OK);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("answered");
    }

    [Fact]
    public async Task Of_a_query_without_a_hit_nothing_remains_but_the_act()
    {
        await using var both = await StartAsync(Marked(Atlas));
        await AskAsync(both, "Somebody Else");
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("no-hit");
        await both[Dunes].Services.GetRequiredService<ConversationClock>().TickAsync(CancellationToken.None);
        both.Value<long>(Dunes, "SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM conversation_forget) + (SELECT count(*) FROM exchange_inbox WHERE content IS NOT NULL)").ShouldBe(0);
        both.Value<long>(Dunes, "SELECT count(*) FROM destroyed_key d JOIN exchange_inbox i ON i.data_key = d.id").ShouldBe(1);
        both.Recorded(Dunes, ActionCode.ConversationQueryAnswered).ShouldBe(1);
    }

    public static TheoryData<string, string> Unshared => new()
    {
        { "for this service alone", Marked().ToJsonString() },
        { "for another service", Marked("oasis").ToJsonString() },
        { "of a category that the terms do not share", Marked(Atlas, category: "sanctions").ToJsonString() },
        { "stricter than the ceiling", Marked(Atlas, "TLP:RED").ToJsonString() },
        { "handled by a scheme that is not known", Marked(Atlas, "H9").ToJsonString() },
    };

    [Theory]
    [MemberData(nameof(Unshared))]
    public async Task Of_a_listing_that_is_not_shared_with_it_a_partner_learns_nothing(string why, string listing)
    {
        await using var both = await StartAsync(JsonNode.Parse(listing)!.AsObject()); // It was just written.
        await AskAsync(both);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("no-hit", why);
    }

    [Theory]
    [InlineData("sahel-task-force", "TLP:AMBER")]
    [InlineData(Atlas, "TLP:GREEN")]
    public async Task A_listing_that_is_marked_for_the_partner_or_its_group_within_the_ceiling_is_a_hit(string audience, string handling)
    {
        await using var both = await StartAsync(Marked(audience, handling));
        await AskAsync(both);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("hit");
    }

    [Fact]
    public async Task Without_terms_a_query_is_declined_by_its_ground()
    {
        await using var both = await StartAsync(Marked(Atlas), agreesThere: false);
        var id = await AskAsync(both);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("refused");
        var (_, view) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}");
        view.GetProperty("steps")[1].GetProperty("fields").GetProperty("ground").GetString().ShouldBe("no-legal-basis");
    }

    [Fact]
    public async Task A_partner_that_asks_more_often_than_allowed_is_told_so()
    {
        await using var both = await StartAsync(Marked(Atlas));
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                for (var i = 0; i < 60; i++)
                {
                    work.Execute("INSERT INTO conversation_query (partner, at) VALUES (@Atlas, @Now)", new { Atlas, work.Now });
                }

                work.Record(Act.Of("user:test", ActionCode.PolicyChanged, TestAccounts.Ground, null));
                return true;
            },
            CancellationToken.None);
        var id = await AskAsync(both);
        await ExchangeAsync(both);
        var (_, view) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}");
        view.GetProperty("steps")[1].GetProperty("fields").GetProperty("ground").GetString().ShouldBe("too-many");
    }

    [Fact]
    public async Task A_query_that_had_lapsed_here_goes_on_where_a_hit_arrives_after_all()
    {
        await using var both = await StartAsync(Marked(Atlas));
        await AskAsync(both);
        for (var i = 0; i < 2; i++)
        {
            await both.Writer(Atlas).WriteAsync(
                work =>
                {
                    work.Execute("UPDATE conversation SET clock_at = 1");
                    work.Record(Act.Of("user:test", ActionCode.PolicyChanged, TestAccounts.Ground, null));
                    return true;
                },
                CancellationToken.None);
            await both[Atlas].Services.GetRequiredService<ConversationClock>().TickAsync(CancellationToken.None);
        }

        State(both, Atlas).ShouldBe("lapsed");
        both.Value<long>(Atlas, "SELECT count(*) FROM conversation WHERE keep_until IS NOT NULL").ShouldBe(1);
        await ExchangeAsync(both);
        State(both, Atlas).ShouldBe("hit");
        both.Value<long>(Atlas, "SELECT count(*) FROM conversation WHERE ended_at IS NULL AND keep_until IS NULL").ShouldBe(1);
    }

    [Fact]
    public async Task What_the_node_answers_by_itself_no_person_answers_for_it()
    {
        await using var both = await StartAsync(Marked(Atlas));
        var id = await AskAsync(both);
        await ExchangeAsync(both);
        (await both.CallAsync(Dunes, "omar", Role.Liaison, $"/conversations/{id}/no-hit", new JsonObject { ["fields"] = new JsonObject() })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    private static JsonObject Marked(string audience = "", string handling = "", string category = "crime")
    {
        var listing = ListingCalls.Salma();
        listing["category"] = category;
        listing["marking"] = new JsonObject { ["audience"] = audience.Length > 0 ? new JsonArray(audience) : [], ["handling"] = handling, ["onward"] = "no" };
        return listing;
    }

    private static async Task<TwoServices> StartAsync(JsonObject listing, bool agreesThere = true)
    {
        var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        if (agreesThere)
        {
            await both.AgreeTermsAsync(Dunes);
        }

        await both[Dunes].ListAsync(listing);
        return both;
    }

    private static async Task<string> AskAsync(TwoServices both, string name = "Salma Ben Tahar")
    {
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", new JsonObject
        {
            ["partner"] = Dunes, ["flow"] = "query", ["fields"] = new JsonObject { ["name"] = name, ["birth-date"] = "1988-07-19", ["nationality"] = "MAR" },
        });
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("id").GetString() ?? "";
    }

    private static async Task ExchangeAsync(TwoServices both)
    {
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
    }

    private static string? State(TwoServices both, string service) => both.Value<string>(service, "SELECT state FROM conversation");
}
