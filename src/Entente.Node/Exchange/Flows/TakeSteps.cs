using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// Takes steps of partners, as messages of one type. A step that cannot be read, that belongs to no conversation of that partner, or that comes out of turn is recorded, kept where
/// there is a conversation, and changes nothing; nothing is thrown for it, so that the chain goes on.
/// </summary>
internal sealed class TakeSteps(string type, Conversations conversations, QueryAnswers queries, OwnService own, KeyStore keys) : IMessageEffect
{
    /// <inheritdoc />
    public string Type => type;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        if (PartnerRow.Find(work, header.Sender) is not { } partner)
        {
            return; // Nothing is taken in of whoever is no partner.
        }

        var row = ConversationRow.Find(work, header.Conversation);
        if (row is not null && row.Partner != partner.Code)
        {
            Refuse(work, partner, header, "other-partner");
        }
        else if (!StepMessage.TryRead(payload, out var message))
        {
            Refuse(work, partner, header, "form", row);
        }
        else if (row is null)
        {
            Open(work, partner, header, message);
        }
        else
        {
            Move(work, partner, header, row, message);
        }
    }

    private void Open(Work work, PartnerRow partner, MessageHeader header, StepMessage message)
    {
        var step = message.Flow.Opening;
        var why = message.Step != step.Name || header.Type != step.Sends ? "unknown-conversation" : FormFault(message, step);
        if (why is not null || message.Ground is null || message.By.Length == 0)
        {
            Refuse(work, partner, header, why ?? "no-ground");
        }
        else if (message.Flow == FlowTable.Query)
        {
            queries.Take(work, partner, header, message);
        }
        else
        {
            var row = conversations.Insert(work, header.Conversation, partner.Code, message.Flow, FlowSide.Asked, partner.Ground, message.Fields, stated: message.Ground);
            conversations.Move(work, row, step, step.To, FlowSide.Asker, message.Fields, message.Deadline, Partner(partner));
        }
    }

    private void Move(Work work, PartnerRow partner, MessageHeader header, ConversationRow row, StepMessage message)
    {
        var by = row.Own == FlowSide.Asker ? FlowSide.Asked : FlowSide.Asker;
        var move = message.Flow.Name == row.Flow ? row.Table.Move(row.State, message.Step, by, hasArrived: true) : null;
        var why = move is null || header.Type != move.Value.Step.Sends ? "out-of-turn"
            : FormFault(message, move.Value.Step)
            ?? (ConsentGrants.IsGrant(row.Table, message.Step) && !ConsentGrants.IsRight(message.Fields, StepRow.OpeningBy(work, keys, row), partner, own.Code, work.Now) ? "grant" : null);
        if (why is not null || move is null)
        {
            conversations.KeepApart(work, row, message.Step, by, Partner(partner).Id, why ?? "out-of-turn", message.FieldBytes());
        }
        else
        {
            conversations.Move(work, row, move.Value.Step, move.Value.To, by, message.Fields, message.Deadline, Partner(partner));
        }
    }

    private static string? FormFault(StepMessage message, FlowStep step) =>
        FormField.FaultsOf(step.Fields, message.Fields).Count > 0 ? "fields" : step.Sets != FlowDeadline.None && message.Deadline is null ? "deadline" : null;

    private void Refuse(Work work, PartnerRow partner, MessageHeader header, string why, ConversationRow? row = null)
    {
        if (row is not null)
        {
            conversations.KeepApart(work, row, "unread", row.Own == FlowSide.Asker ? FlowSide.Asked : FlowSide.Asker, Partner(partner).Id, why, []);
        }
        else
        {
            work.Record(partner.Did(ActionCode.ConversationStepRefused, header.Id.ToString(), new { header.Type, Why = why }));
        }
    }

    private static Actor Partner(PartnerRow partner) => new($"partner:{partner.Code}", partner.Ground, null);
}
