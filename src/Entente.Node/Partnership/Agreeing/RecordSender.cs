using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Release;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// Sends records of the partnership to partners: their versions, what is proposed and decided about them, signatures, and recalls. Each message is of the work that it tells of. What must not go to a partner stays here, and the share says why.
/// </summary>
internal sealed class RecordSender(OwnService own, ExchangeOutbox outbox, KeyStore keys)
{
    /// <summary>Code of what bars a version that no message can hold.</summary>
    public const string TooLarge = "too-large";

    // It has to arrive, however long a partner was away: a later version stands on it.
    private static readonly TimeSpan Lives = TimeSpan.FromDays(3653);

    /// <summary>What stands against a record's going to a partner, as codes; nothing where it may.</summary>
    public static IReadOnlyList<string> Bars(Work work, string partner, string purpose, string handling) =>
        [.. Carried(partner, purpose, handling).Bars(Recipients.Find(work, partner), work.Now.Day()).Select(Codes.Of)];

    /// <summary>Sends the newest version of a record to every partner that has it and may have this version as well.</summary>
    public void Follow(Work work, string record, Caller by)
    {
        foreach (var share in RecordShareRow.Open(work, record))
        {
            SendVersion(work, share, by.Id, by.Ground);
        }
    }

    /// <summary>Sends the newest version of a record to a partner, and this service's signature where there is one. Where something bars it the share says so, and nothing is sent.</summary>
    /// <returns>What bars it; nothing where it went.</returns>
    public IReadOnlyList<string> SendVersion(Work work, RecordShareRow share, string actor, Ground ground)
    {
        if (RecordRow.Find(work, share.Record)?.Open(keys) is not { } record)
        {
            return [];
        }

        var marking = MarkingOf(share.Partner, share.Purpose, record.Handling).ToText();
        var payload = RecordJson.Write(new RecordVersionForm(
            RecordVersionForm.Name, record.Id, record.Kind.Name, record.Version, share.Purpose, marking, RecordJson.DigestOf(record.Content), RecordJson.TextOf(record.Content)));
        var bars = payload.Length > MessageHeader.MostPayload ? [TooLarge] : Bars(work, share.Partner, share.Purpose, record.Handling);
        if (bars.Count > 0)
        {
            if (share.Bars != string.Join(' ', bars))
            {
                work.Execute("UPDATE record_share SET bars = @bars WHERE record = @Record AND partner = @Partner", new { bars = string.Join(' ', bars), share.Record, share.Partner });
                work.Record(Act.Of(actor, ActionCode.ProgrammeShareBarred, ground, record.Id, new { share.Partner, record.Version, Bars = bars }));
            }

            return bars;
        }

        Send(work, share.Partner, MessageType.RecordVersion, own.Code, record.Id, payload, actor, ground, Carried(share.Partner, share.Purpose, record.Handling));
        work.Execute("UPDATE record_share SET sent_version = @Version, bars = '' WHERE record = @Record AND partner = @Partner", new { record.Version, share.Record, share.Partner });
        if (SignatureRow.Find(work, record.Id, record.Version, own.Code) is { } signed)
        {
            SendSignature(work, share.Partner, own.Code, record.Id, signed.Statement, actor, ground);
        }

        return [];
    }

    /// <summary>Takes a record back from a partner, where that is to be reached; else the clock does it.</summary>
    public void Recall(Work work, RecordShareRow share, string actor, Ground ground)
    {
        work.Execute("UPDATE record_share SET status = 'recalled', ended_by = @actor, ended_at = @Now, recall = '', bars = '', accounted_at = NULL WHERE record = @Record AND partner = @Partner", new { actor, work.Now, share.Record, share.Partner });
        ProposalRow.Lapse(work, share.Record, share.Partner);
        work.Record(Act.Of(actor, ActionCode.ProgrammeRecalled, ground, share.Record, new { share.Partner }));
        SendRecall(work, share, actor, ground);
    }

    /// <summary>Sends the recall of a record that was taken back. A partner that is locked gets nothing.</summary>
    public void SendRecall(Work work, RecordShareRow share, string actor, Ground ground)
    {
        if (PartnerRow.Find(work, share.Partner) is { IsConfirmed: true })
        {
            var message = Send(work, share.Partner, MessageType.RecordRecall, own.Code, share.Record, RecordJson.Write(new RecordRecallForm(RecordRecallForm.Name, share.Record)), actor, ground, null);
            work.Execute("UPDATE record_share SET recall = @recall WHERE record = @Record AND partner = @Partner", new { recall = message.ToString(), share.Record, share.Partner });
        }
    }

    /// <summary>Takes a record back from every partner that has it.</summary>
    public void RecallAll(Work work, string record, Caller by)
    {
        foreach (var share in RecordShareRow.Open(work, record))
        {
            Recall(work, share, by.Id, by.Ground);
        }
    }

    /// <summary>Sends what this service has signed.</summary>
    public void SendSignature(Work work, string partner, string owner, string record, string statement, string actor, Ground ground)
    {
        var line = GiveReceipts.SignedFor(own.SigningFor(partner), statement);
        Send(work, partner, MessageType.RecordSignature, owner, record, RecordJson.Write(new RecordSignatureForm(RecordSignatureForm.Name, line)), actor, ground, null);
    }

    /// <summary>Sends a proposal to the owner of a record. Whoever calls has asked <see cref="Bars"/>.</summary>
    public void SendProposal(Work work, string partner, string purpose, string handling, RecordProposalForm form, string actor, Ground ground) =>
        Send(work, partner, MessageType.RecordProposal, partner, form.Record, RecordJson.Write(form), actor, ground, Carried(partner, purpose, handling));

    /// <summary>Sends a decision to the partner that proposed. Whoever calls has asked <see cref="Bars"/>.</summary>
    public void SendDecision(Work work, RecordShareRow share, string handling, RecordDecisionForm form, string actor, Ground ground) =>
        Send(work, share.Partner, MessageType.RecordDecision, own.Code, form.Record, RecordJson.Write(form), actor, ground, Carried(share.Partner, share.Purpose, handling));

    /// <summary>Says that a copy is destroyed.</summary>
    public void SendAccount(Work work, PartnerRow partner, string record, string recall) => Send(
        work, partner.Code, MessageType.RecordAccount, partner.Code, record, RecordJson.Write(new RecordAccountForm(RecordAccountForm.Name, record, recall, RecordAccountForm.Destroyed)), AgreeingClock.Node, partner.Ground, null);

    /// <summary>The marking of a copy: for that partner and that purpose, on the record's own handling codes, and not to be handed on.</summary>
    private static Marking MarkingOf(string partner, string purpose, string handling) => new([partner], handling, Onward.No, null) { Purposes = [purpose] };

    // What is proposed about another's record is this service's own words; they go back to the owner alone.
    private static Released Carried(string partner, string purpose, string handling) => new(MarkingOf(partner, purpose, handling), purpose, IsOwn: true, OwnerConsents: false);

    private MessageId Send(Work work, string partner, string type, string owner, string record, byte[] payload, string actor, Ground ground, Released? carries) =>
        outbox.Send(work, new Outgoing(partner, type, RecordJson.ConversationOf(owner, record), payload, work.Now + Lives) { Carries = carries }, actor, ground);
}
