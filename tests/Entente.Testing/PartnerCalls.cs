using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Testing;

/// <summary>A partner that is nowhere: one node, and what it holds of another service that never answers.</summary>
internal static class PartnerCalls
{
    /// <summary>Code of the partner.</summary>
    public const string Dunes = "dunes";

    /// <summary>The section Exchange of a node that is atlas; nobody is ever reached.</summary>
    public static JsonObject Exchange() => new()
    {
        ["Service"] = "atlas", ["Name"] = "Service of the Atlas", ["Addresses"] = new JsonArray("https://atlas.example"), ["PullEvery"] = "1.00:00:00", ["PullAtLeastEvery"] = "1.00:00:00",
    };

    /// <summary>Introduces the partner.</summary>
    public static async Task IntroducePartnerAsync(this RunningNode node)
    {
        using var signing = MessageKey.Create();
        using var opening = OpeningKey.Create();
        using var log = new Ed25519PrivateKey(RandomNumberGenerator.GetBytes(Ed25519.SeedLength));
        var card = node.Services.GetRequiredService<OwnService>().Card with { Service = Dunes, Name = "Service of the Dunes", Addresses = ["https://dunes.invalid"], Signing = signing.Verifier, Sealing = opening.Sealing, Log = new VerifierKey("dunes.example/log", log.PublicKey.Span) };
        using var administrator = node.As("salma", Role.Administrator);
        (await administrator.PostAsync("/partners", new ByteArrayContent(card.ToBytes()))).EnsureSuccessStatusCode();
    }

    /// <summary>Introduces and confirms the partner.</summary>
    public static async Task ConfirmPartnerAsync(this RunningNode node)
    {
        await node.IntroducePartnerAsync();
        using var administrator = node.As("salma", Role.Administrator);
        var words = TestAccounts.Value<string>(node, "SELECT partner_words FROM partner");
        (await administrator.PostAsJsonAsync($"/partners/{Dunes}/words", new { words })).EnsureSuccessStatusCode();
    }

    /// <summary>Two persons agree on terms.</summary>
    public static async Task AgreeTermsAsync(this RunningNode node, int reviewInDays = 300)
    {
        using var administrator = node.As("salma", Role.Administrator);
        using var supervisor = node.As("sami", Role.Supervisor);
        var answer = await administrator.PostAsJsonAsync($"/partners/{Dunes}/terms", Terms(reviewInDays));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        var version = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();
        (await supervisor.PostAsync($"/partners/{Dunes}/terms/{version}/confirm", null)).EnsureSuccessStatusCode();
    }

    /// <summary>Terms that have no fault.</summary>
    public static JsonObject Terms(int reviewInDays = 300) => new()
    {
        ["country"] = "MLI",
        ["communities"] = new JsonArray("sahel-task-force"),
        ["instrument"] = "Agreement of 12 May 2025, article 4",
        ["transferAssessment"] = "The law of the partner protects what it is given as ours does.",
        ["categories"] = new JsonArray("terrorism-ftf", "crime"),
        ["purposes"] = new JsonArray("watchlisting", "border-control", "partnership"),
        ["ceiling"] = "AMBER",
        ["approvers"] = new JsonArray(Role.Supervisor, Role.Liaison),
        ["contacts"] = new JsonArray(new JsonObject { ["name"] = "Moussa Diallo", ["role"] = "duty desk", ["reach"] = "+223 20 00 00 00", ["isDuty"] = true, ["hours"] = "00:00-24:00 UTC" }),
        ["reviewOn"] = ListingCalls.Day(reviewInDays),
    };

    /// <summary>A person asks the partner; the id of the conversation.</summary>
    public static async Task<string> AskPartnerAsync(this RunningNode node, string about, string urgency = "routine")
    {
        using var liaison = node.As("leila", Role.Liaison);
        var answer = await liaison.PostAsJsonAsync("/conversations", new { partner = Dunes, flow = "request", fields = new { topic = "identity", urgency, about } });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    /// <summary>The partner asks, or takes a step in a conversation.</summary>
    public static Task PartnerStepsAsync(this RunningNode node, string conversation, StepMessage message) => node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
        work =>
        {
            var step = message.Flow.Steps.First(s => s.Name == message.Step);
            var header = new MessageHeader
            {
                Id = new MessageId(Guid.NewGuid().ToByteArray()), Sender = Dunes, Recipient = "atlas", Conversation = conversation, Epoch = 1, Sequence = 1, Previous = default, Created = work.Now, Expires = work.Now.AddDays(1), Type = step.Sends,
                MediaType = "application/json",
            };
            node.Services.GetServices<IMessageEffect>().Single(e => e.Type == header.Type).Take(work, header, message.ToBytes());
            return true;
        },
        CancellationToken.None);

    /// <summary>The partner shares a listing; the id under which it stands here.</summary>
    public static async Task<string> PartnerSharesAsync(this RunningNode node, string number, JsonObject listing, string handling = "TLP:AMBER")
    {
        var marking = new Marking(["atlas"], handling, Onward.No, null) { Purposes = ["border-control"] }.ToText();
        var form = new NoticeForm(NoticeForm.Name, $"{Dunes}:{number}", 1, "border-control", marking, listing.Deserialize<ListingFields>(JsonSerializerOptions.Web) ?? new());
        await node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                var header = new MessageHeader
                {
                    Id = new MessageId(Guid.NewGuid().ToByteArray()), Sender = Dunes, Recipient = "atlas", Conversation = form.Thing, Epoch = 1, Sequence = 1, Previous = default, Created = work.Now, Expires = work.Now.AddDays(1),
                    Type = MessageType.NewNotice, MediaType = "application/json", Marking = NoticeForm.DigestOf(marking),
                };
                node.Services.GetServices<IMessageEffect>().Single(e => e.Type == header.Type).Take(work, header, form.ToBytes());
                return true;
            },
            CancellationToken.None);
        await node.Services.GetRequiredService<NoticeClock>().TickAsync(CancellationToken.None);
        return form.Thing;
    }

    /// <summary>A question of the partner.</summary>
    public static StepMessage Question(string about, string urgency, TimeSpan within) =>
        new(FlowTable.Request, "ask", new Dictionary<string, string>(StringComparer.Ordinal) { ["topic"] = "travel", ["urgency"] = urgency, ["about"] = about, ["note"] = "Two lines,\nof which this is the second." })
        {
            Deadline = DateTimeOffset.UtcNow + within, Ground = new("watchlisting", "test-act-2"), By = "user:moussa",
        };
}
