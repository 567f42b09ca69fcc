using System.Data.Common;
using Dapper;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>A record that two services have, and why it stands in the list.</summary>
/// <param name="Record">The record.</param>
/// <param name="Partner">Code of the other service.</param>
/// <param name="State">How far both agree.</param>
/// <param name="Why">Codes of what waits: proposal, signature, barred, account; none where nothing does.</param>
internal sealed record AgreeingRow(ProgrammeRecord Record, string Partner, AgreedState State, IReadOnlyList<string> Why);

/// <summary>Everything that two services have or agree on, by whom it waits for.</summary>
/// <param name="Held">Versions of partners that a person has to look at.</param>
/// <param name="Ours">What waits for this service.</param>
/// <param name="Theirs">What waits for a partner.</param>
/// <param name="Agreed">What both have signed, and what has not changed since.</param>
/// <param name="Others">What is shared, and nothing waits for.</param>
internal sealed record AgreeingList(IReadOnlyList<CopyListed> Held, IReadOnlyList<AgreeingRow> Ours, IReadOnlyList<AgreeingRow> Theirs, IReadOnlyList<AgreeingRow> Agreed, IReadOnlyList<AgreeingRow> Others)
{
    /// <summary>Names of partners by code.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The step that was just taken; blank for none.</summary>
    public string Done { get; init; } = "";

    /// <summary>Why a step was not taken, as codes.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Reads all of them.</summary>
    public static AgreeingList Read(DbConnection connection, RecordSet all, string own)
    {
        var shares = connection.Query<RecordShareRow>("SELECT * FROM record_share ORDER BY record, partner").AsList();
        var copies = connection.Query<RecordCopyRow>("SELECT record, partner, status, version, marking, purpose, bars, key_id, received_at FROM record_copy WHERE status <> 'recalled' ORDER BY received_at DESC, record").AsList();
        var signatures = connection.Query<SignatureRow>("SELECT record, version, service, digest FROM record_signature").ToLookup(s => s.Record, StringComparer.Ordinal);
        var open = connection.Query<ProposalRow>("SELECT id, record, partner, is_ours, state FROM record_proposal WHERE state = 'open'").ToLookup(p => (p.Record, p.Partner));
        var rows = new List<AgreeingRow>();
        foreach (var share in shares)
        {
            if (all.Find(share.Record) is { } record && (share.Status == RecordShareRow.Shared || share.IsOwed))
            {
                rows.Add(Of(record, share.Partner, [.. signatures[share.Record]], [.. open[(share.Record, share.Partner)]], own, share));
            }
        }

        foreach (var copy in copies)
        {
            if (all.Find(copy.Record) is { } record && record.Owner == copy.Partner)
            {
                rows.Add(Of(record, copy.Partner, [.. signatures[copy.Record]], [.. open[(copy.Record, copy.Partner)]], own, null));
            }
        }

        var byTitle = rows.OrderBy(r => r.Record.Title, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Record.Id, StringComparer.Ordinal).ToList();
        return new(
            [.. copies.Where(c => c.Status == RecordCopyRow.Held).Select(c => new CopyListed(c, all.Find(c.Record)))], [.. byTitle.Where(WaitsForUs)], [.. byTitle.Where(r => !WaitsForUs(r) && r.Why.Count > 0)],
            [.. byTitle.Where(r => r.Why.Count == 0 && r.State.IsAgreed)], [.. byTitle.Where(r => r.Why.Count == 0 && !r.State.IsAgreed)]);
    }

    private static bool WaitsForUs(AgreeingRow row) => row.Why.Any(w => w is "proposal" or "signature");

    private static AgreeingRow Of(ProgrammeRecord record, string partner, IReadOnlyList<SignatureRow> signatures, IReadOnlyList<ProposalRow> open, string own, RecordShareRow? share)
    {
        var state = AgreedState.Of(signatures, own, partner, record.Version);
        var isThere = share is null || share.SentVersion == record.Version;
        return new(record, partner, state,
        [
            .. Where(open.Any(p => p.IsForUs), "proposal"), .. Where(state is { PartnerSigned: true, OwnSigned: false }, "signature"),
            .. Where(open.Any(p => p.IsOurs == 1), "our-proposal"), .. Where(isThere && state is { OwnSigned: true, PartnerSigned: false }, "their-signature"),
            .. Where(share is { Status: RecordShareRow.Shared } && !isThere, "barred"), .. Where(share is { IsOwed: true }, "account"),
        ]);
    }

    private static string[] Where(bool holds, string code) => holds ? [code] : [];
}

/// <summary>A version that waits for a person, and the record where an earlier version is in use.</summary>
internal sealed record CopyListed(RecordCopyRow Row, ProgrammeRecord? Record);
