using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// Takes in a recall: the listing alerts nobody from this moment on, what was handed on is recalled as well, and where nothing was ever done because of it the copy is
/// destroyed and accounted for at once. A brake holds for a person where a partner takes back more of its listings than is usual: somebody may have its keys.
/// </summary>
internal sealed class TakeRecall(RecallAccounts accounts, IOptions<NoticeOptions> options) : IMessageEffect
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public string Type => MessageType.NoticeRecall;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        if (RecallForm.Read(payload.Span) is not { } recall)
        {
            work.Record(partner.Did(ActionCode.RecallReceived, $"{header.Sender}:message-{header.Id}", new { State = TakeNotice.Unreadable }));
            return;
        }

        if (ForeignRow.Find(work, recall.Thing, partner.Code) is not { } row)
        {
            // It never arrived here, or has been deleted since: there is no copy, and the owner is told so.
            work.Record(partner.Did(ActionCode.RecallReceived, recall.Thing, new { State = "not-here" }));
            accounts.TellDestroyed(work, partner, recall.Thing);
            return;
        }

        if (row.Recall.Length > 0)
        {
            // Asked again: what was answered is said again, and what waits for a person waits on.
            work.Record(partner.Did(ActionCode.RecallReceived, recall.Thing, new { State = row.Recall, recall.Asked }));
            accounts.TellAgain(work, partner, row);
            return;
        }

        var isBraked = IsBraked(work, partner.Code);
        work.Execute("UPDATE foreign_listing SET recall = @state, recall_why = @Why, recalled_at = @Now WHERE thing = @Thing AND partner = @Code",
            new { state = isBraked ? ForeignRow.Braked : ForeignRow.Due, recall.Why, work.Now, recall.Thing, partner.Code });
        work.Record(partner.Did(ActionCode.RecallReceived, recall.Thing, new { State = isBraked ? ForeignRow.Braked : ForeignRow.Due, recall.Why }));
        if (!isBraked)
        {
            accounts.Withdraw(work, recall.Thing, partner);
        }
    }

    /// <summary>Whether this recall goes beyond the share of a partner's listings that is taken back within a day without anybody's looking.</summary>
    private bool IsBraked(Work work, string partner)
    {
        var recalled = work.Value<long>("SELECT count(*) FROM foreign_listing WHERE partner = @partner AND recall <> '' AND recalled_at > @since", new { partner, since = work.Now - Window });
        var inForce = work.Value<long>("SELECT count(*) FROM foreign_listing WHERE partner = @partner AND status = 'in-force' AND recall = ''", new { partner });
        var most = Math.Max(options.Value.RecallsAtLeast, (long)Math.Floor(options.Value.RecallShare * (recalled + inForce)));
        return recalled + 1 > most;
    }
}
