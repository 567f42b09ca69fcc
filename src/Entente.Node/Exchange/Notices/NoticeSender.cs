using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Release;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Exchange.Notices;

/// <summary>Sends listings to partners, and takes them back: what a share says, its row and its message are one work.</summary>
internal sealed class NoticeSender(OwnService own, ExchangeOutbox outbox, KeyStore keys)
{
    // A recall has to arrive, however long a partner was away.
    private static readonly TimeSpan RecallLives = TimeSpan.FromDays(3653);

    /// <summary>The listing of a share, where it is in force; null where it is not.</summary>
    public SharedThing? Find(Work work, ShareRow share) => SharedThing.Find(work, keys, own.Code, share.ListingId);

    /// <summary>What stands against a share now.</summary>
    public IReadOnlyList<ReleaseBar> Bars(Work work, ShareRow share, SharedThing thing) => Carried(work, share, thing).Bars(Recipients.Find(work, share.Partner), work.Now.Day());

    /// <summary>Sends the listing as it stands, for the first time or corrected.</summary>
    /// <exception cref="InvalidOperationException">It must not go there; <see cref="Bars"/> says why.</exception>
    public void Send(Work work, ShareRow share, SharedThing thing, string actor, Ground ground)
    {
        var notice = NoticeOf(share, thing);
        var last = LastDay(Marking.Parse(share.Marking).Until, thing.Fields.ExpiresOn);
        var id = outbox.Send(
            work,
            new Outgoing(share.Partner, share.SentVersion is null ? MessageType.NewNotice : MessageType.NoticeCorrection, thing.Id, notice.ToBytes(), new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))
            {
                Carries = Carried(work, share, thing),
            },
            actor, ground);
        work.Execute("UPDATE share SET sent_version = @Version, message_id = @message WHERE id = @Id", new { thing.Version, message = id.ToString(), share.Id });
    }

    /// <summary>The notice of a share: whole, or what is below its tear line and what binds it to the original.</summary>
    private static NoticeForm NoticeOf(ShareRow share, SharedThing thing)
    {
        var withheld = share.WithheldParts;
        var notice = NoticeForm.Of(thing.Id, thing.Version, share.Purpose, Marking.Parse(share.Marking), TearLine.Below(thing.Fields, withheld)) with { Consent = share.Consent };
        return share.Nonce is { } nonce ? notice with { Withheld = withheld, Original = TearLine.Commit(thing.Fields, nonce) } : notice;
    }

    /// <summary>Takes a share back. The partner owes an account of it from now on.</summary>
    public void Recall(Work work, ShareRow share, string why, string actor, Ground ground)
    {
        work.Execute("UPDATE share SET status = 'recalled', ended_at = @Now, ended_by = @actor, ended_why = @why WHERE id = @Id", new { work.Now, actor, why, share.Id });
        work.Record(Act.Of(actor, ActionCode.ShareRecalled, ground, share.Thing, new { Share = share.Id, share.Partner, Why = why }));
        Ask(work, share, why, actor, ground);
    }

    /// <summary>Asks for the account, the first time with the recall and then again.</summary>
    public void Ask(Work work, ShareRow share, string why, string actor, Ground ground)
    {
        var asked = share.Asked + 1;
        work.Execute("UPDATE share SET asked = @asked, asked_at = @Now WHERE id = @Id", new { asked, work.Now, share.Id });
        outbox.Send(work, new Outgoing(share.Partner, MessageType.NoticeRecall, share.Thing, NoticeJson.Write(new RecallForm(RecallForm.Name, share.Thing, why, (int)asked)), work.Now + RecallLives), actor, ground);
    }

    /// <summary>Ends a share without a recall: its time is over on both sides.</summary>
    public static void End(Work work, ShareRow share, string why, string actor, Ground ground)
    {
        work.Execute("UPDATE share SET status = 'ended', ended_at = @Now, ended_by = @actor, ended_why = @why WHERE id = @Id", new { work.Now, actor, why, share.Id });
        work.Record(Act.Of(actor, ActionCode.ShareEnded, ground, share.Thing, new { Share = share.Id, share.Partner, Why = why }));
    }

    private Released Carried(Work work, ShareRow share, SharedThing thing) =>
        new(Marking.Parse(share.Marking), share.Purpose, thing.IsOwn, Consents.Allow(work, share.Consent, thing, share.Partner, own)) { Category = thing.Fields.Category };

    private static DateOnly LastDay(DateOnly? until, DateOnly? expires) => (until, expires) switch
    {
        ({ } a, { } b) => a < b ? a : b,
        _ => until ?? expires ?? throw new InvalidOperationException("A listing without a last day is never in force."),
    };
}
