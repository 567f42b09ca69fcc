using Entente.Ledger.Envelopes;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// Takes in a listing of a partner, new or corrected. What can be read and whose marking a program can heed is in force at once, to inform; everything else is kept and
/// held for a person, and alerts nobody. Nothing that arrives is lost, and nothing wrong in it throws.
/// </summary>
internal sealed class TakeNotice(KeyStore keys, OwnService own, IOptions<ListingOptions> options, string type) : IMessageEffect
{
    /// <summary>Code of a held notice that cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Code of a held notice whose header has the hash of another marking.</summary>
    public const string OtherMarking = "other-marking";

    /// <summary>Code of a held notice that lacks what a listing needs.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>Code of a held notice of a listing that the sender does not own, without the owner's consent that can be verified here.</summary>
    public const string NotTheOwners = "not-the-owners";

    /// <summary>Code of a held correction of a notice that a person here had refused: the refusal stands until somebody has looked again.</summary>
    public const string RefusedBefore = "refused-before";

    /// <inheritdoc />
    public string Type => type;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var notice = NoticeForm.Read(payload.Span);

        // What cannot be read has no id of its own.
        var thing = notice?.Thing ?? $"{header.Sender}:message-{header.Id}";
        var before = ForeignRow.Find(work, thing, partner.Code);
        if (notice is not null && notice.Version <= before?.Version && before.Status != ForeignRow.Recalled)
        {
            work.Record(partner.Did(ActionCode.NoticeReceived, thing, new { notice.Version, State = "older" }));
            return;
        }

        var (fields, lastDay) = Within(notice, work.Now.Day());
        var bars = BarsOf(notice, fields, header, work, own);
        if (before?.Status == ForeignRow.Refused)
        {
            bars.Add(RefusedBefore);
        }

        var status = bars.Count == 0 ? ForeignRow.IsInForce : ForeignRow.Held;
        var key = before is { Content: not null } ? before.KeyId : keys.Make();
        work.Execute(
            """
            INSERT INTO foreign_listing (thing, partner, version, key_id, content, marking, purpose, status, bars, message_id, digest, received_at, expires_on, recall)
            VALUES (@thing, @Code, @version, @key, @content, @marking, @purpose, @status, @bars, @message, @digest, @Now, @lastDay, '')
            ON CONFLICT (thing, partner) DO UPDATE SET version = excluded.version, key_id = excluded.key_id, content = excluded.content, marking = excluded.marking, purpose = excluded.purpose,
                status = excluded.status, bars = excluded.bars, message_id = excluded.message_id, digest = excluded.digest, received_at = excluded.received_at, expires_on = excluded.expires_on,
                decided_by = NULL, decided_at = NULL, recall = '', recall_why = NULL, recalled_at = NULL, account = NULL, account_how = NULL, ended_at = NULL, delete_after = NULL
            """,
            new
            {
                thing, partner.Code, version = notice?.Version ?? 0, key, content = ForeignRow.Seal(keys, key, thing, partner.Code, payload.Span), marking = notice?.Marking ?? "", purpose = notice?.Purpose ?? "",
                status, bars = string.Join(' ', bars), message = header.Id.ToString(), digest = header.Marking.ToString(), work.Now, lastDay,
            });
        work.Record(partner.Did(ActionCode.NoticeReceived, thing, new { Version = notice?.Version ?? 0, State = status, Bars = bars }));
    }

    /// <summary>What a listing of a partner says as it is used here: no longer than this service lets its own be in force.</summary>
    private (ListingFields? Fields, DateOnly LastDay) Within(NoticeForm? notice, DateOnly today)
    {
        var latest = today.AddDays(options.Value.ExpireWithin.Days);
        if (notice is null)
        {
            return (null, latest);
        }

        var last = new[] { notice.Listing.ExpiresOn, Marking.TryParse(notice.Marking)?.Until, latest }.Min() ?? latest;
        return (notice.Listing with { Reference = notice.Thing, ExpiresOn = last, ReviewOn = today.AddDays(Math.Min(options.Value.ReviewWithin.Days, last.DayNumber - today.DayNumber)) }, last);
    }

    private List<string> BarsOf(NoticeForm? notice, ListingFields? fields, MessageHeader header, Work work, OwnService service)
    {
        if (notice is null || fields is null)
        {
            return [Unreadable];
        }

        var bars = ReleaseRules.BarsOfUse(Marking.TryParse(notice.Marking), work.Now.Day()).Select(Codes.Of).ToList();
        AddIf(NoticeForm.DigestOf(notice.Marking) != header.Marking, OtherMarking);
        AddIf(new ListingRules(options.Value, work.Now.Day()).FaultsOf(fields).Count > 0, Incomplete);
        AddIf(notice.Owner != header.Sender && !Consents.AllowArrival(work, notice, header.Sender, service), NotTheOwners);
        return bars;

        void AddIf(bool wrong, string code)
        {
            if (wrong)
            {
                bars.Add(code);
            }
        }
    }
}
