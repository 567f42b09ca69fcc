using System.Data.Common;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// What becomes of a foreign listing that its owner takes back, and how the owner hears of it. "Destroyed" is said in the work in which the copy and the message that
/// brought it are emptied and their keys marked as destroyed.
/// </summary>
internal sealed class RecallAccounts(ExchangeOutbox outbox, NoticeSender sender)
{
    // An account has to arrive, however long a partner was away.
    private static readonly TimeSpan AccountLives = TimeSpan.FromDays(3653);

    /// <summary>The share of copies taken back for which their holder has accounted, in per cent, rounded down; null where none was taken back.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="since">From when on they were taken back.</param>
    public static int? AccountedFor(DbConnection connection, DateTimeOffset since)
    {
        var (asked, met) = connection.QuerySingle<(long, long)>("SELECT count(*), count(account) FROM share WHERE status = 'recalled' AND ended_at >= @since", new { since });
        return asked == 0 ? null : (int)(met * 100 / asked);
    }

    /// <summary>Takes a listing out of force, recalls what was handed on, and settles the account where no person is needed for it.</summary>
    public void Withdraw(Work work, string thing, PartnerRow partner)
    {
        work.Execute("UPDATE foreign_listing SET status = 'recalled', recall = 'due', ended_at = @Now WHERE thing = @thing AND partner = @Code", new { work.Now, thing, partner.Code });
        EncounterTable.Withdraw(work, thing, partner.Code);
        if (ForeignRow.InForce(work, thing) is null)
        {
            foreach (var share in work.Query<ShareRow>("SELECT * FROM share WHERE listing_id = @thing AND status = 'shared'", new { thing }))
            {
                sender.Recall(work, share, RecallForm.NoLongerShared, AdoptionBook.Node, partner.Ground);
            }
        }

        Settle(work, thing, partner);
    }

    /// <summary>Accounts for a recalled listing by itself where nothing was done because of it and no copy that was handed on is open.</summary>
    public void Settle(Work work, string thing, PartnerRow partner)
    {
        if (ForeignRow.Find(work, thing, partner.Code) is { Recall: ForeignRow.Due } && UsesOf(work, thing).Count == 0 && !HasOpenCopies(work, thing))
        {
            Answer(work, thing, partner, CopyAccount.Destroyed, [], AdoptionBook.Node, partner.Ground);
        }
    }

    /// <summary>What was done here because of a listing, as codes of <see cref="UseOfCopy"/>.</summary>
    public static IReadOnlyList<string> UsesOf(Work work, string thing)
    {
        var (encounters, measures) = EncounterTable.UsesOf(work, thing);
        return [
            .. encounters > 0 ? [UseOfCopy.Encounter] : Array.Empty<string>(),
            .. measures > 0 ? [UseOfCopy.Measure] : Array.Empty<string>(),
            .. work.WasAdopted(thing) ? [UseOfCopy.Adoption] : Array.Empty<string>(),
            .. work.Value<long>("SELECT count(*) FROM share WHERE listing_id = @thing AND sent_version IS NOT NULL AND coalesce(account, '') <> 'destroyed'", new { thing }) > 0 ? [UseOfCopy.HandedOn] : Array.Empty<string>(),
        ];
    }

    /// <summary>Whether copies that were handed on are not accounted for yet.</summary>
    public static bool HasOpenCopies(Work work, string thing) =>
        work.Value<long>("SELECT count(*) FROM share WHERE listing_id = @thing AND (status = 'shared' OR (status = 'recalled' AND account IS NULL))", new { thing }) > 0;

    /// <summary>Gives the account of a recalled listing. What is not kept on a ground of law is destroyed in the same work.</summary>
    public void Answer(Work work, string thing, PartnerRow partner, CopyAccount account, IReadOnlyList<string> how, string actor, Ground ground)
    {
        var row = ForeignRow.Find(work, thing, partner.Code) ?? throw new InvalidOperationException("There is no such listing.");
        if (account != CopyAccount.Refused)
        {
            DestroyedKeys.Mark(work, [row.KeyId, .. Inbox.Forget(work, partner.Code, thing)]);
        }

        work.Execute(
            "UPDATE foreign_listing SET recall = 'answered', account = @account, account_how = @how, content = CASE WHEN @keeps = 1 THEN content ELSE NULL END, delete_after = CASE WHEN @keeps = 1 THEN NULL ELSE @Now END WHERE thing = @thing AND partner = @Code",
            new { account = Codes.Of(account), how = string.Join(' ', how), keeps = account == CopyAccount.Refused ? 1 : 0, work.Now, thing, partner.Code });
        work.Record(Act.Of(actor, ActionCode.AccountGiven, ground, thing, new { Account = Codes.Of(account), How = how, partner.Code }));
        Tell(work, partner, thing, account, how, actor, ground);
    }

    /// <summary>Says that there is no copy of a thing here.</summary>
    public void TellDestroyed(Work work, PartnerRow partner, string thing) => Tell(work, partner, thing, CopyAccount.Destroyed, [], AdoptionBook.Node, partner.Ground);

    /// <summary>Says again what was said.</summary>
    public void TellAgain(Work work, PartnerRow partner, ForeignRow row)
    {
        if (row.Recall == ForeignRow.Answered && Codes.Find<CopyAccount>(row.Account) is { } account)
        {
            Tell(work, partner, row.Thing, account, row.AccountHow is { Length: > 0 } how ? how.Split(' ') : [], AdoptionBook.Node, partner.Ground);
        }
    }

    private void Tell(Work work, PartnerRow partner, string thing, CopyAccount account, IReadOnlyList<string> how, string actor, Ground ground)
    {
        var copies = work.Value<long>("SELECT count(*) FROM share WHERE listing_id = @thing AND sent_version IS NOT NULL", new { thing });
        outbox.Send(
            work, new Outgoing(partner.Code, MessageType.NoticeAccount, thing, NoticeJson.Write(new AccountForm(AccountForm.Name, thing, account, how, (int)copies)), work.Now + AccountLives), actor, ground);
    }
}

/// <summary>Takes in what a partner says of a copy that was recalled. The first account counts, and one that follows a refusal; any other is recorded, and the row stays.</summary>
internal sealed class TakeAccount(RecallAccounts accounts) : IMessageEffect
{
    /// <inheritdoc />
    public string Type => MessageType.NoticeAccount;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = AccountForm.Read(payload.Span);
        var share = form is null ? null : work.Find<ShareRow>("SELECT * FROM share WHERE thing = @Thing AND partner = @Code AND (status = 'shared' OR (status = 'recalled' AND (account IS NULL OR account = 'refused'))) ORDER BY status LIMIT 1", new { form.Thing, partner.Code });
        work.Record(partner.Did(ActionCode.AccountReceived, form?.Thing ?? $"{header.Sender}:message-{header.Id}",
            new { Account = form is null ? TakeNotice.Unreadable : Codes.Of(form.Account), form?.How, form?.Copies, IsOwed = share is not null }));
        if (form is null || share is null)
        {
            return;
        }

        // A share that is not recalled here was: this node has been restored from before its own recall.
        work.Execute("UPDATE share SET status = 'recalled', ended_at = coalesce(ended_at, @Now), ended_by = coalesce(ended_by, 'node'), ended_why = coalesce(ended_why, 'gone-there'), account = @account, account_how = @how, accounted_at = @Now WHERE id = @Id", new { account = Codes.Of(form.Account), how = string.Join(' ', form.How), work.Now, share.Id });
        foreach (var holder in work.Query<ForeignRow>("SELECT * FROM foreign_listing WHERE thing = @Thing AND recall = 'due'", new { form.Thing }))
        {
            // Whoever had handed it on waits for this.
            accounts.Settle(work, holder.Thing, PartnerRow.Find(work, holder.Partner) ?? partner);
        }
    }
}
