using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

public sealed class ConversationExchangeTests
{
    private const string Atlas = TwoServices.Atlas, Dunes = TwoServices.Dunes;

    [Fact]
    public async Task A_question_is_read_by_a_person_and_answered_and_both_sides_see_the_same()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        await ActAsync(both, Dunes, id, "acknowledge");
        await SameStateAsync(both, id, "acknowledged");
        await ActAsync(both, Dunes, id, "answer", new JsonObject { ["result"] = "known", ["note"] = "Seen in March." });
        await SameStateAsync(both, id, "answered");
        var (_, view) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}");
        view.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()).ShouldBe(["ask", "acknowledge", "answer"]);
        view.GetProperty("steps")[2].GetProperty("fields").GetProperty("note").GetString().ShouldBe("Seen in March.");
        view.GetProperty("next").GetArrayLength().ShouldBe(0);
        both.Value<string>(Atlas, "SELECT deadline FROM conversation").ShouldBe(both.Value<string>(Dunes, "SELECT deadline FROM conversation"));
        both.Recorded(Atlas, ActionCode.ConversationOpened).ShouldBe(1);
        both.Recorded(Dunes, ActionCode.ConversationMoved).ShouldBe(1);
        both.Recorded(Dunes, ActionCode.ConversationActed).ShouldBe(2);
        both.Recorded(Atlas, ActionCode.ConversationRead).ShouldBe(1);
    }

    [Theory]
    [InlineData("routine", 7 * 24)]
    [InlineData("urgent", 3 * 24)]
    [InlineData("immediate", 8)]
    public async Task The_deadline_is_the_one_of_the_urgency(string urgency, int hours)
    {
        await using var both = await StartAsync();
        await AskAsync(both, urgency);
        both.Value<long>(Atlas, "SELECT deadline - opened_at FROM conversation").ShouldBe((long)TimeSpan.FromHours(hours).TotalMilliseconds);
    }

    [Fact]
    public async Task What_is_said_is_nowhere_in_the_clear_and_goes_with_its_key_when_its_time_is_over()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await ActAsync(both, Atlas, id, "withdraw", new JsonObject { ["reason"] = "sent-in-error" });
        Encoding.UTF8.GetString(both.Value<byte[]>(Atlas, "SELECT form FROM conversation_step WHERE number = 1") ?? []).ShouldNotContain("Nadia");
        var key = both.Value<string>(Atlas, "SELECT data_key FROM conversation") ?? "";
        both.Value<long>(Atlas, "SELECT keep_until - ended_at FROM conversation").ShouldBe((long)TimeSpan.FromDays(183).TotalMilliseconds);
        await TickAsync(both, Atlas, "keep_until");
        both.Value<long>(Atlas, "SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM conversation_step)").ShouldBe(0);
        both.Value<long>(Atlas, $"SELECT count(*) FROM destroyed_key WHERE id = '{key}'").ShouldBe(1);
        both.Recorded(Atlas, ActionCode.RetentionDeleted).ShouldBe(1);
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_question_whose_time_ran_out_is_overdue_on_both_sides_and_can_still_be_answered()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        await TickAsync(both, Atlas, "clock_at");
        await TickAsync(both, Dunes, "clock_at");
        await SameStateAsync(both, id, "overdue");
        both.Recorded(Dunes, ActionCode.ConversationRanOut).ShouldBe(1);
        await ActAsync(both, Dunes, id, "answer", new JsonObject { ["result"] = "not-known" });
        await SameStateAsync(both, id, "answered");
        both.Value<long>(Atlas, "SELECT ran_out_at - opened_at FROM conversation").ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task An_escalation_moves_the_deadline_on_both_sides()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        var before = both.Value<long>(Atlas, "SELECT deadline FROM conversation");
        await ActAsync(both, Atlas, id, "escalate", new JsonObject { ["urgency"] = "immediate" });
        await SameStateAsync(both, id, "escalated");
        both.Value<long>(Dunes, "SELECT deadline FROM conversation").ShouldBeLessThan(before);
        both.Value<long>(Dunes, "SELECT deadline FROM conversation").ShouldBe(both.Value<long>(Atlas, "SELECT deadline FROM conversation"));
        both.Value<string>(Dunes, "SELECT urgency FROM conversation").ShouldBe("immediate");
    }

    [Fact]
    public async Task An_answer_and_a_withdrawal_that_cross_end_as_answered_on_both_sides()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        await ActAsync(both, Dunes, id, "answer", new JsonObject { ["result"] = "known" });
        await ActAsync(both, Atlas, id, "withdraw", new JsonObject { ["reason"] = "no-longer-needed" });
        await SameStateAsync(both, id, "answered");
    }

    [Fact]
    public async Task Without_terms_in_force_nothing_is_asked_or_answered_and_a_refusal_still_goes()
    {
        await using var both = await TwoServices.StartConfirmedAsync();
        (await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", Question())).Status.ShouldBe(HttpStatusCode.Conflict);
        await both.AgreeTermsAsync(Atlas);
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        (await both.CallAsync(Dunes, "omar", Role.Liaison, $"/conversations/{id}/answer", Form(new JsonObject { ["result"] = "known" }))).Status.ShouldBe(HttpStatusCode.Conflict);
        await ActAsync(both, Dunes, id, "refuse", new JsonObject { ["ground"] = "no-legal-basis" });
        await SameStateAsync(both, id, "refused");
    }

    [Fact]
    public async Task Only_whom_the_terms_name_and_only_for_their_purposes_may_ask()
    {
        await using var both = await StartAsync();
        await both.AgreeTermsAsync(Atlas, fields => fields["approvers"] = new JsonArray(Role.Supervisor));
        (await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", Question())).Answer.GetProperty("title").GetString().ShouldBe("Your role may not release this");
        (await both.CallAsync(Atlas, "sami", Role.Supervisor, "/conversations", Question())).Status.ShouldBe(HttpStatusCode.OK);
        await both.AgreeTermsAsync(Atlas, fields => fields["purposes"] = new JsonArray("border-control"));
        (await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", Question())).Answer.GetProperty("title").GetString().ShouldBe("The purpose is not shared with the partner");
    }

    [Fact]
    public async Task A_suspended_partner_is_asked_nothing()
    {
        await using var both = await StartAsync();
        await both.CallAsync(Atlas, "ines", Role.Inspector, $"/partners/{Dunes}/suspend", new JsonObject { ["reason"] = "Not yet clear." });
        (await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", Question())).Answer.GetProperty("title").GetString().ShouldBe("The partner is suspended");
    }

    [Theory]
    [InlineData("topic", "opinion")]
    [InlineData("urgency", "")]
    [InlineData("about", " ")]
    [InlineData("religion", "any")]
    [InlineData("note", null)]
    public async Task A_form_with_a_fault_is_refused_and_says_which_fields_there_are(string field, string? value)
    {
        await using var both = await StartAsync();
        var question = Question();
        question["fields"]![field] = value; // A question has fields.
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", question);
        status.ShouldBe(HttpStatusCode.BadRequest);
        answer.GetProperty("detail").GetString().ShouldNotBeNull().ShouldNotContain("opinion");
        both.Value<long>(Atlas, "SELECT count(*) FROM conversation").ShouldBe(0);
    }

    [Fact]
    public async Task A_step_out_of_turn_is_kept_and_shown_and_changes_nothing()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        (await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}/answer", Form(new JsonObject { ["result"] = "known" }))).Status.ShouldBe(HttpStatusCode.Conflict);
        await SendAsync(both, Atlas, id, MessageType.Request, Message("answer", ("result", "known")));
        await SendAsync(both, Atlas, id, MessageType.Answer, Message("withdraw", ("reason", "sent-in-error")));
        await SendAsync(both, Atlas, id, MessageType.Request, Message("withdraw", ("reason", "whim")));
        await SendAsync(both, Atlas, id, MessageType.Request, "{}"u8.ToArray());
        await SendAsync(both, Atlas, id, MessageType.Request, Message("escalate", ("urgency", "urgent")));
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Value<string>(Dunes, "SELECT state FROM conversation").ShouldBe("asked");
        var (_, view) = await both.CallAsync(Dunes, "omar", Role.Liaison, $"/conversations/{id}");
        view.GetProperty("steps").EnumerateArray().Where(s => !s.GetProperty("isTaken").GetBoolean()).Select(s => s.GetProperty("why").GetString())
            .ShouldBe(["out-of-turn", "out-of-turn", "fields", "form", "deadline"]);
        both.Recorded(Dunes, ActionCode.ConversationStepRefused).ShouldBe(5);
    }

    [Fact]
    public async Task What_belongs_to_no_conversation_of_the_partner_is_recorded_and_the_chain_goes_on()
    {
        await using var both = await StartAsync();
        var id = await AskAsync(both);
        await SameStateAsync(both, id, "asked");
        await SendAsync(both, Atlas, "c-none", MessageType.Request, Message("withdraw", ("reason", "sent-in-error")));
        await SendAsync(both, Atlas, "c-none", MessageType.Answer, "\0"u8.ToArray());
        await SendAsync(both, Atlas, "c-none", MessageType.Request, Message("ask", ("topic", "identity"), ("urgency", "urgent"), ("about", "Nadia")));
        await both.Writer(Dunes).WriteAsync(
            work =>
            {
                work.Execute("UPDATE conversation SET partner = 'oasis'");
                work.Record(Act.Of("user:test", ActionCode.ConversationMoved, TestAccounts.Ground, null));
                return true;
            },
            CancellationToken.None);
        await ActAsync(both, Atlas, id, "withdraw", new JsonObject { ["reason"] = "sent-in-error" });
        await both.SendAsync(Atlas, "behind it");
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Effects(Dunes).ShouldBe(["behind it"]);
        both.Value<string>(Dunes, "SELECT state FROM conversation").ShouldBe("asked");
        both.Recorded(Dunes, ActionCode.ConversationStepRefused).ShouldBe(4);
    }

    [Fact]
    public async Task Consent_comes_with_a_grant_that_its_owner_signed_for_this_thing_and_this_recipient()
    {
        await using var both = await StartAsync();
        var id = await OpenAsync(both, "consent", new JsonObject { ["thing"] = "own-7", ["version"] = "2", ["recipient"] = "oasis", ["urgency"] = "urgent" });
        await SameStateAsync(both, id, "asked");
        (await both.CallAsync(Dunes, "omar", Role.Liaison, $"/conversations/{id}/grant", Form(new JsonObject { ["until"] = "2020-01-01" }))).Status.ShouldBe(HttpStatusCode.BadRequest);
        await ActAsync(both, Dunes, id, "grant", new JsonObject { ["until"] = $"{DateTimeOffset.UtcNow.AddDays(30):yyyy-MM-dd}", ["limits"] = "H1,no-court" });
        await SameStateAsync(both, id, "granted");
        var (_, view) = await both.CallAsync(Atlas, "leila", Role.Liaison, $"/conversations/{id}");
        SignedStatement.TryParse(view.GetProperty("steps")[1].GetProperty("fields").GetProperty("grant").GetString() ?? "", out var statement).ShouldBeTrue();
        var grant = Grant.Read(statement).ShouldNotBeNull();
        (grant.Owner, grant.Holder).ShouldBe((Dunes, Atlas));
        grant.IsFor(Atlas, "own-7", "2", "oasis", DateTimeOffset.UtcNow).ShouldBeTrue();
        grant.Limits.ShouldBe(["H1", "no-court"]);
    }

    [Theory]
    [InlineData("own-8", "2", "oasis", true)]
    [InlineData("own-7", "3", "oasis", true)]
    [InlineData("own-7", "2", "delta", true)]
    [InlineData("own-7", "2", "oasis", false)]
    public async Task A_grant_for_something_else_or_of_another_key_grants_nothing(string thing, string version, string recipient, bool isOwners)
    {
        await using var both = await StartAsync();
        var id = await OpenAsync(both, "consent", new JsonObject { ["thing"] = "own-7", ["version"] = "2", ["recipient"] = "oasis", ["urgency"] = "urgent" });
        await SameStateAsync(both, id, "asked");
        using var other = MessageKey.Create();
        var key = isOwners ? both[Dunes].Services.GetRequiredService<OwnService>().Signing : other;
        var grant = new Grant(Dunes, Atlas, thing, version, recipient, DateTimeOffset.UtcNow.AddDays(30), [], DateTimeOffset.UtcNow).Sign(key).ToString();
        var message = new StepMessage(FlowTable.Consent, "grant", new Dictionary<string, string> { ["until"] = "2030-01-01", ["grant"] = grant });
        await SendAsync(both, Dunes, id, MessageType.Answer, message.ToBytes());
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Value<string>(Atlas, "SELECT state FROM conversation").ShouldBe("asked");
        both.Value<string>(Atlas, "SELECT why FROM conversation_step WHERE taken = 0").ShouldBe("grant");
    }

    [Fact]
    public async Task A_hold_ends_by_the_clock_of_its_place_though_the_link_is_dead_and_a_late_answer_still_arrives()
    {
        await using var both = await StartAsync();
        var id = await ConfirmationAsync(both);
        both.Value<long>(Atlas, "SELECT clock_at - opened_at FROM conversation").ShouldBe((long)TimeSpan.FromHours(4).TotalMilliseconds);
        (await both.PullAsync(Dunes)).ShouldBeNull();
        both.Cut = "/";
        await ActAsync(both, Dunes, id, "deny");
        (await both.PullAsync(Atlas)).ShouldNotBeNull();
        await TickAsync(both, Atlas, "clock_at");
        both.Value<string>(Atlas, "SELECT state FROM conversation").ShouldBe("overdue");
        both.Cut = null;
        (await both.PullAsync(Atlas)).ShouldBeNull();
        both.Followed.ShouldBe(["asker ask asked", "asked ask asked", "asked deny not-this-person", "asker run-out overdue", "asker deny not-this-person"]);
        both.Value<long>(Atlas, "SELECT count(*) FROM conversation WHERE ran_out_at IS NOT NULL AND ended_at IS NOT NULL").ShouldBe(1);
    }

    [Fact]
    public async Task A_follower_that_fails_undoes_the_step_and_the_message()
    {
        await using var both = await StartAsync();
        both.FollowersFail = true;
        await Should.ThrowAsync<NotSupportedException>(() => ConfirmationAsync(both));
        both.Value<long>(Atlas, "SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM exchange_outbox)").ShouldBe(0);
    }

    [Fact]
    public async Task Conversations_whose_turn_is_here_come_first()
    {
        await using var both = await StartAsync();
        var own = await AskAsync(both, "immediate");
        var id = await AskAsync(both);
        await ActAsync(both, Atlas, own, "withdraw", new JsonObject { ["reason"] = "sent-in-error" });
        (await both.PullAsync(Dunes)).ShouldBeNull();
        var lines = (await both.CallAsync(Dunes, "omar", Role.Liaison, "/conversations")).Answer.GetProperty("conversations");
        lines.GetArrayLength().ShouldBe(1);
        lines[0].GetProperty("id").GetString().ShouldBe(id);
        lines[0].GetProperty("isOwnTurn").GetBoolean().ShouldBeTrue();
        (await both.CallAsync(Dunes, "omar", Role.Liaison, "/conversations?over=true")).Answer.GetProperty("conversations")[0].GetProperty("id").GetString().ShouldBe(own);
        (await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations")).Answer.GetProperty("conversations")[0].GetProperty("isOwnTurn").GetBoolean().ShouldBeFalse();
    }

    private static async Task<TwoServices> StartAsync()
    {
        var both = await TwoServices.StartConfirmedAsync();
        await both.AgreeTermsAsync(Atlas);
        await both.AgreeTermsAsync(Dunes);
        return both;
    }

    private static JsonObject Form(JsonObject? fields) => new() { ["fields"] = fields ?? [] };

    private static JsonObject Question(string urgency = "routine") => new()
    {
        ["partner"] = Dunes, ["flow"] = "request", ["fields"] = new JsonObject { ["topic"] = "identity", ["urgency"] = urgency, ["about"] = "Nadia Choukri, 1991-03-06" },
    };

    private static async Task<string> AskAsync(TwoServices both, string urgency = "routine") => await OpenAsync(both, "request", Question(urgency)["fields"]!.DeepClone().AsObject()); // A question has fields.

    private static async Task<string> OpenAsync(TwoServices both, string flow, JsonObject fields)
    {
        var (status, answer) = await both.CallAsync(Atlas, "leila", Role.Liaison, "/conversations", new JsonObject { ["partner"] = Dunes, ["flow"] = flow, ["fields"] = fields });
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("id").GetString() ?? "";
    }

    private static Task<string> ConfirmationAsync(TwoServices both) => both.Writer(Atlas).WriteAsync(
        work =>
        {
            var fields = new Dictionary<string, string> { ["thing"] = "own-7", ["name"] = "Nadia Choukri" };
            var outcome = both[Atlas].Services.GetRequiredService<Conversations>().Open(
                work, FlowTable.HitConfirmation, Dunes, fields, new Actor("user:sami", new("watchlisting", "test-act-2"), [Role.Supervisor]), "encounter-1");
            outcome.Refused.ShouldBeNull();
            return outcome.Row?.Id ?? "";
        },
        CancellationToken.None);

    private static async Task ActAsync(TwoServices both, string service, string id, string step, JsonObject? fields = null)
    {
        var (status, answer) = await both.CallAsync(service, "leila", Role.Liaison, $"/conversations/{id}/{step}", Form(fields));
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
    }

    private static async Task SameStateAsync(TwoServices both, string id, string state)
    {
        (await both.PullAsync(Dunes)).ShouldBeNull();
        (await both.PullAsync(Atlas)).ShouldBeNull();
        foreach (var service in (string[])[Atlas, Dunes])
        {
            both.Value<string>(service, $"SELECT state FROM conversation WHERE id = '{id}'").ShouldBe(state, service);
        }
    }

    /// <summary>Lets the time of a column be over, and the clock look.</summary>
    private static async Task TickAsync(TwoServices both, string service, string column)
    {
        await both.Writer(service).WriteAsync(
            work =>
            {
                work.Execute($"UPDATE conversation SET {column} = 1");
                work.Record(Act.Of("user:test", ActionCode.PolicyChanged, TestAccounts.Ground, null));
                return true;
            },
            CancellationToken.None);
        await both[service].Services.GetRequiredService<ConversationClock>().TickAsync(CancellationToken.None);
    }

    private static byte[] Message(string step, params (string Name, string Value)[] fields) =>
        new StepMessage(FlowTable.Request, step, fields.ToDictionary(f => f.Name, f => f.Value)).ToBytes();

    private static Task<MessageId> SendAsync(TwoServices both, string service, string conversation, string type, byte[] payload) => both.Writer(service).WriteAsync(
        work => both[service].Services.GetRequiredService<ExchangeOutbox>().Send(work, new Outgoing(TwoServices.Other(service), type, conversation, payload, work.Now.AddDays(1)), "user:test", TestAccounts.Ground),
        CancellationToken.None);
}
