using System.Security.Cryptography;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// Conversations with partners, by the tables of <see cref="FlowTable"/>: a step changes the state, is kept, recorded and sent in one transaction, and other capabilities hear of it in that transaction. What a partner
/// sends is taken by <see cref="TakeSteps"/>.
/// </summary>
internal sealed class Conversations(ExchangeOutbox outbox, OwnService own, KeyStore keys, IServiceProvider services, IOptions<ExchangeOptions> options)
{
    /// <summary>What stands for the clock where a step is named.</summary>
    public const string RunOut = "run-out";

    private const int IdBytes = 16;

    // Whoever follows a flow may itself open conversations, so it is asked for once it is needed.
    private ILookup<string, IFlowFollower>? _followers;

    /// <summary>Opens a conversation with a partner.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="flow">Of which flow.</param>
    /// <param name="partner">Code of the partner.</param>
    /// <param name="form">What is filled in, by names of fields.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="subject">Opaque id of what it is about here, such as an encounter; empty for none.</param>
    public ConversationOutcome Open(Work work, Flow flow, string partner, IReadOnlyDictionary<string, string> form, Actor by, string subject = "")
    {
        if (Fault(work, partner, flow.Opening, form, by) is { } fault)
        {
            return fault;
        }

        var id = $"c-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
        var row = Insert(work, id, partner, flow, FlowSide.Asker, by.Ground, form, subject);
        return new(Move(work, row, flow.Opening, flow.Opening.To, FlowSide.Asker, form, DeadlineOf(flow.Opening, form, work.Now), by), null);
    }

    /// <summary>Takes a step of this service.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="id">Id of the conversation.</param>
    /// <param name="step">Code of the step.</param>
    /// <param name="form">What is filled in, by names of fields.</param>
    /// <param name="by">Who takes it.</param>
    public ConversationOutcome Act(Work work, string id, string step, IReadOnlyDictionary<string, string> form, Actor by)
    {
        if (ConversationRow.Find(work, id) is not { } row)
        {
            return ConversationOutcome.Not(ConversationRefusal.Unknown);
        }

        if (row.Table.Move(row.State, step, row.Own, hasArrived: false) is not { } move || (move.Step.IsAutomatic && by.Roles is not null))
        {
            return ConversationOutcome.Not(ConversationRefusal.OutOfTurn);
        }

        if (Fault(work, row.Partner, move.Step, form, by) is { } fault)
        {
            return fault;
        }

        var filled = ConsentGrants.IsGrant(row.Table, step) ? ConsentGrants.Complete(form, StepRow.OpeningBy(work, keys, row), own, row.Partner, work.Now) : form;
        return filled is null
            ? ConversationOutcome.Not(ConversationRefusal.Fields) with { Faults = ["until"] }
            : new(Move(work, row, move.Step, move.To, row.Own, filled, DeadlineOf(move.Step, filled, work.Now), by), null);
    }

    /// <summary>Stores a conversation that is about to be opened, in no state yet.</summary>
    internal ConversationRow Insert(
        Work work, string id, string partner, Flow flow, FlowSide side, Oversight.Purposes.Ground ground, IReadOnlyDictionary<string, string> form, string subject = "", Oversight.Purposes.Ground? stated = null)
    {
        work.Execute(
            """
            INSERT INTO conversation (id, partner, flow, side, state, subject, topic, urgency, purpose, legal_basis, stated, data_key, opened_at, moved_at)
            VALUES (@id, @partner, @Name, @side, '', @subject, @topic, @urgency, @Purpose, @LegalBasis, @stated, @key, @Now, @Now)
            """,
            new
            {
                id, partner, flow.Name, side = CodeOf(side), subject, topic = form.GetValueOrDefault("topic", ""), urgency = form.GetValueOrDefault("urgency", ""), ground.Purpose, ground.LegalBasis,
                stated = stated is null ? "" : $"{stated.Purpose} {stated.LegalBasis}", key = keys.Make(), work.Now,
            });
        return ConversationRow.Find(work, id) ?? throw new InvalidOperationException("What was inserted is there.");
    }

    /// <summary>Changes the state by a step of whichever side, keeps and records it, tells the other side of one of this side, and lets followers hear of it.</summary>
    internal ConversationRow Move(
        Work work, ConversationRow row, FlowStep step, string to, FlowSide by, IReadOnlyDictionary<string, string> form, DateTimeOffset? deadline, Actor actor)
    {
        var isOwn = by == row.Own;
        var message = new StepMessage(row.Table, step.Name, form) { Deadline = deadline, Ground = step == row.Table.Opening ? actor.Ground : null, By = step == row.Table.Opening ? actor.Id : "" };
        var bytes = message.FieldBytes();
        Enter(work, row, to, deadline ?? row.Deadline, form.GetValueOrDefault("urgency", row.Urgency));
        Keep(work, row, step.Name, CodeOf(by), actor.Id, to, "", bytes);
        var action = !isOwn ? ActionCode.ConversationMoved : step == row.Table.Opening ? ActionCode.ConversationOpened : ActionCode.ConversationActed;
        work.Record(actor.Did(action, row.Id, new { row.Partner, row.Flow, Step = step.Name, From = row.State, To = to }));
        if (isOwn)
        {
            outbox.Send(work, new Outgoing(row.Partner, step.Sends, row.Id, message.ToBytes(), work.Now + options.Value.KeepConversations), actor.Id, actor.Ground);
        }

        return Tell(work, row.Id, step.Name, bytes);
    }

    /// <summary>Keeps a step of the partner that came out of turn; it changes nothing.</summary>
    internal void KeepApart(Work work, ConversationRow row, string step, FlowSide by, string actor, string why, byte[] form)
    {
        Keep(work, row, step, CodeOf(by), actor, row.State, why, form);
        work.Record(Done(actor, ActionCode.ConversationStepRefused, row, new { row.Partner, row.Flow, Step = step, Why = why }));
    }

    /// <summary>Lets the clock of a conversation run out, where it still does.</summary>
    internal void LetRunOut(Work work, string id)
    {
        if (ConversationRow.Find(work, id) is not { ClockAt: { } clock } row || clock > work.Now || row.Table.State(row.State) is not { } state)
        {
            return;
        }

        Enter(work, row, state.WhenOver, row.Deadline, row.Urgency, ranOut: state.Clock == FlowClock.Deadline);
        Keep(work, row, RunOut, "clock", "node", state.WhenOver, "", []);
        work.Record(Done("node", ActionCode.ConversationRanOut, row, new { row.Partner, row.Flow, From = row.State, To = state.WhenOver }));
        Tell(work, id, RunOut, []);
    }

    /// <summary>The code of a side.</summary>
    internal static string CodeOf(FlowSide side) => side == FlowSide.Asker ? "asker" : "asked";

    private static ConversationOutcome? Fault(Work work, string partner, FlowStep step, IReadOnlyDictionary<string, string> form, Actor by)
    {
        var found = PartnerRow.Find(work, partner);
        var faults = FormField.FaultsOf(step.Fields, form);
        var why = found is not { IsConfirmed: true } ? ConversationRefusal.NoPartner
            : found.IsSuspended ? ConversationRefusal.Suspended
            : faults.Count > 0 ? ConversationRefusal.Fields
            : step.Releases ? ReleaseFault(PartnerTerms.Find(work, partner), by, work.Now.Day())
            : (ConversationRefusal?)null;
        return why is null ? null : new ConversationOutcome(null, why) { Faults = faults };
    }

    private static ConversationRefusal? ReleaseFault(PartnerTerms? terms, Actor by, DateOnly today) =>
        terms is null || !terms.MayReceive(today) ? ConversationRefusal.NoTerms
        : by.Roles is { } roles && !roles.Any(terms.Approvers.Contains) ? ConversationRefusal.NotApprover
        : by.Roles is not null && !terms.Purposes.Contains(by.Ground.Purpose) ? ConversationRefusal.Purpose
        : null;

    private DateTimeOffset? DeadlineOf(FlowStep step, IReadOnlyDictionary<string, string> form, DateTimeOffset now) => step.Sets switch
    {
        FlowDeadline.Urgency => now + options.Value.Deadlines.Of(form.GetValueOrDefault("urgency", "routine")),
        FlowDeadline.Hold => now + options.Value.HoldAtMost,
        _ => null,
    };

    private void Enter(Work work, ConversationRow row, string to, DateTimeOffset? deadline, string urgency, bool ranOut = false)
    {
        var state = row.Table.State(to) ?? throw new InvalidOperationException("A step leads to a state of its flow.");

        // What had lapsed here and is answered after all may go on.
        DateTimeOffset? ended = state.IsFinal ? row.EndedAt ?? work.Now : null;
        work.Execute(
            """
            UPDATE conversation SET state = @to, moved_at = @Now, deadline = @deadline, urgency = @urgency, clock_at = @clock, ran_out_at = CASE WHEN @ranOut = 1 THEN @Now ELSE ran_out_at END,
                ended_at = @ended, keep_until = @until WHERE id = @Id
            """,
            new
            {
                to, work.Now, deadline, urgency, ranOut = ranOut ? 1 : 0, ended, until = ended + options.Value.KeepConversations, row.Id,
                clock = state.Clock switch { FlowClock.Deadline => deadline, FlowClock.Lapse => (row.State == to ? row.ClockAt : null) ?? work.Now + options.Value.KeepConversations, _ => null },
            });
    }

    private void Keep(Work work, ConversationRow row, string step, string side, string actor, string state, string why, byte[] form)
    {
        var number = work.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM conversation_step WHERE conversation = @Id", new { row.Id });
        work.Execute(
            "INSERT INTO conversation_step (conversation, number, step, side, actor, at, taken, why, state, form) VALUES (@Id, @number, @step, @side, @actor, @Now, @taken, @why, @state, @sealedForm)",
            new
            {
                row.Id, number, step, side, actor, work.Now, taken = why.Length == 0 ? 1 : 0, why, state,
                sealedForm = form.Length == 0 ? null : keys.Seal(row.DataKey, StepRow.PlaceOf(row.Id, number), form),
            });
    }

    private ConversationRow Tell(Work work, string id, string step, byte[] form)
    {
        var row = ConversationRow.Find(work, id) ?? throw new InvalidOperationException("What has moved is there.");
        _followers ??= services.GetServices<IFlowFollower>().ToLookup(f => f.Flow, StringComparer.Ordinal);
        foreach (var follower in _followers[row.Flow])
        {
            follower.Moved(work, row, step, form);
        }

        return row;
    }

    private static Act Done(string actor, string action, ConversationRow row, object details) => Oversight.Act.Of(actor, action, row.Ground, row.Id, details);
}
