using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Entente.Node.Configuration;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Notices;

/// <summary>What of a listing stays above the tear line, and so at its owner.</summary>
[JsonConverter(typeof(CodeConverter<WithheldPart>))]
internal enum WithheldPart
{
    /// <summary>Numbers of documents.</summary>
    Documents,

    /// <summary>Nationalities.</summary>
    Nationalities,

    /// <summary>All names but the first full one.</summary>
    OtherNames,

    /// <summary>What whoever meets the person has to heed, in words.</summary>
    Handling,

    /// <summary>The number of the warrant.</summary>
    Warrant,
}

/// <summary>
/// A releasable copy of a listing, bound to its restricted original: the notice that its owner signs has SHA-256 over a nonce and the whole listing. Whoever is shown both later,
/// an inspector or a court, can prove that the copy was made of this original and of no other; of the copy alone nothing of the rest can be guessed, because of the nonce.
/// </summary>
internal static class TearLine
{
    /// <summary>Length of a nonce in bytes.</summary>
    public const int NonceLength = 32;

    /// <summary>The copy of a listing without what is withheld.</summary>
    public static ListingFields Below(ListingFields fields, IReadOnlyCollection<WithheldPart> withheld) => fields with
    {
        Documents = withheld.Contains(WithheldPart.Documents) ? [] : fields.Documents,
        Nationalities = withheld.Contains(WithheldPart.Nationalities) ? [] : fields.Nationalities,
        Names = withheld.Contains(WithheldPart.OtherNames) ? [.. fields.Names.OrderBy(n => n.Kind == Entente.Screening.Subjects.NameKind.WeakAlias).Take(1)] : fields.Names,
        Handling = withheld.Contains(WithheldPart.Handling) ? "" : fields.Handling,
        Warrant = withheld.Contains(WithheldPart.Warrant) ? "" : fields.Warrant,
        Action = withheld.Contains(WithheldPart.Warrant) && fields.Action == Watchlist.EncounterAction.DetainOnWarrant ? Watchlist.EncounterAction.Refuse : fields.Action,
    };

    /// <summary>What binds a copy to its original: SHA-256 over "entente.original.v1", a line feed, the nonce, and the original as the payload of a notice writes it; hexadecimal.</summary>
    public static string Commit(ListingFields original, ReadOnlySpan<byte> nonce) =>
        Convert.ToHexStringLower(SHA256.HashData([.. "entente.original.v1\n"u8, .. nonce, .. NoticeJson.Write(Bare(original))]));

    /// <summary>Whether a notice was made of an original: it is bound to it, and says nothing that is not what the original has below the line.</summary>
    public static bool IsOf(NoticeForm notice, ListingFields original, ReadOnlySpan<byte> nonce) =>
        notice.Original == Commit(original, nonce) && NoticeJson.Write(notice.Listing).AsSpan().SequenceEqual(NoticeJson.Write(Bare(Below(original, notice.Withheld))));

    /// <summary>A listing without what never leaves: the owner's file, and the marking that binds it here.</summary>
    public static ListingFields Bare(ListingFields fields) => fields with { Reference = "", Marking = null };
}
