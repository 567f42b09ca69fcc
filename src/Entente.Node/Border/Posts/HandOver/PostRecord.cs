using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// What a post hands over, one thing at a time: a check at a counter, an entry or exit, or an encounter as it stood after a step. Each holds all that is
/// needed to take it over, so that the order in which they arrive does not matter.
/// </summary>
internal sealed record PostRecord
{
    /// <summary>Crossing of the traveller; null with an encounter, which is kept for longer.</summary>
    public PostCrossing? Crossing { get; init; }

    /// <summary>The traveller; null likewise.</summary>
    public PostTraveller? Traveller { get; init; }

    /// <summary>The encounter; null where the record is of something else.</summary>
    public PostEncounter? Encounter { get; init; }

    /// <summary>The entry or exit; null where the record is of something else.</summary>
    public PostPassage? Passage { get; init; }

    /// <summary>Its bytes: what is hashed, sealed and sent.</summary>
    public byte[] ToBytes() => SubjectJson.Write(this);
}

/// <summary>A crossing, as far as its people need it.</summary>
internal sealed record PostCrossing(string Id, string Post, string Direction, string Carrier, string Day, string Origin, string Destination, string Purpose, string LegalBasis, DateTimeOffset Opened);

/// <summary>A traveller.</summary>
internal sealed record PostTraveller(string Id, StoredPerson Person, string Status, string Lists);

/// <summary>An entry or exit.</summary>
internal sealed record PostPassage(string Id, string TravellerId, string Post, string Direction, string Result, DateTimeOffset At, string By);

/// <summary>An encounter after its last step.</summary>
internal sealed record PostEncounter
{
    public required string Id { get; init; }

    public required string CrossingId { get; init; }

    public required string TravellerId { get; init; }

    public required string Post { get; init; }

    public required long Rank { get; init; }

    public required string Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public required string Marking { get; init; }

    /// <summary>Where it stands.</summary>
    public required Encounter State { get; init; }

    /// <summary>Who the two are.</summary>
    public required EncounterWho Who { get; init; }

    /// <summary>The ids of its listings, under which it is known.</summary>
    public required IReadOnlyList<string> Listings { get; init; }

    /// <summary>Its history, from the first step.</summary>
    public required IReadOnlyList<PostStep> Steps { get; init; }
}

/// <summary>A step of an encounter's history.</summary>
/// <param name="Number">Its number at the post.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Id of who took it, at the post.</param>
/// <param name="Name">His name.</param>
/// <param name="Action">What it was.</param>
/// <param name="Details">Its details, as JSON; without what is sealed.</param>
/// <param name="Words">Words for the post, opened; null where there are none.</param>
internal sealed record PostStep(long Number, DateTimeOffset At, string Actor, string Name, string Action, string Details, string? Words);

/// <summary>A record on its way.</summary>
/// <param name="Id">Its id, at most 200 visible ASCII characters: kind, id of what it is of, and the version where it has several.</param>
/// <param name="Bytes">The record.</param>
internal sealed record SentRecord(string Id, byte[] Bytes)
{
    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    [JsonIgnore]
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>What became of a record at the main node.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">Hash of the bytes that arrived.</param>
/// <param name="Refused">Why it was not taken over; null where it was, now or before.</param>
internal sealed record Receipt(string Id, string Sha256, string? Refused);
