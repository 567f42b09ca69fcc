using System.Security.Cryptography;
using System.Text.Json;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Documents;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Desk.Search;

/// <summary>What a search found, each group best first and at most one longer than is shown.</summary>
/// <param name="Sought">What was looked for.</param>
/// <param name="Encounters">Encounters.</param>
/// <param name="Travellers">Travellers of crossings.</param>
/// <param name="Listings">Listings.</param>
/// <param name="Documents">Lost and stolen documents.</param>
/// <param name="Crossings">Crossings.</param>
/// <param name="IsWhole">Whether the people of crossings have been read since the start.</param>
internal sealed record SearchFound(
    Sought Sought, IReadOnlyList<FoundEncounter> Encounters, IReadOnlyList<FoundTraveller> Travellers, IReadOnlyList<FoundListing> Listings, IReadOnlyList<LostDocument> Documents,
    IReadOnlyList<ReadCrossings.CrossingSummary> Crossings, bool IsWhole)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => Encounters.Count + Travellers.Count + Listings.Count + Documents.Count + Crossings.Count == 0;
}

/// <summary>A listing that was found.</summary>
/// <param name="Listing">It.</param>
/// <param name="Hit">Why; null where its number was typed.</param>
/// <param name="Terms">What it asks for.</param>
/// <param name="AlsoOn">Other lists that have the same person.</param>
internal sealed record FoundListing(Listing Listing, Hit? Hit, ListingTerms Terms, IReadOnlyList<string> AlsoOn);

/// <summary>An encounter that was found.</summary>
internal sealed record FoundEncounter(EncounterState State, string Traveller, string Listed, string List, string Crossing, Hit Hit)
{
    /// <summary>The encounter of a row; null where it can no longer be opened.</summary>
    public static FoundEncounter? Of(EncounterRow row, Hit hit, KeyStore keys)
    {
        try
        {
            return row.Open(keys) is { } who ? new FoundEncounter(EncounterState.Of(row.Id, row.Read()), who.TravellerName, who.ListedName, who.Listings[0].List, who.Crossing, hit) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A traveller who was found.</summary>
/// <param name="Id">Id of the traveller.</param>
/// <param name="Person">Who.</param>
/// <param name="Vehicle">Number plate; empty for none.</param>
/// <param name="At">The crossing.</param>
/// <param name="Hit">Why; null where the number plate was typed.</param>
internal sealed record FoundTraveller(string Id, Subject Person, string Vehicle, FoundTraveller.Row At, Hit? Hit)
{
    /// <summary>The traveller of a row; null where he can no longer be opened.</summary>
    public static FoundTraveller? Of(Row row, Hit? hit, KeyStore keys)
    {
        try
        {
            return keys.Open(row.DataKey, StoredPerson.PlaceOf(row.Id), row.Person) is { } plain && SubjectJson.Read<StoredPerson>(plain) is { Subject: { } subject } person
                ? new FoundTraveller(row.Id, subject, person.Vehicle, row, hit)
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A traveller with the crossing.</summary>
    internal sealed class Row
    {
        public string Id { get; init; } = "";
        public byte[] Person { get; init; } = [];
        public string Status { get; init; } = "";
        public string DataKey { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Number { get; init; } = "";
        public string Day { get; init; } = "";
        public string Origin { get; init; } = "";
        public string Destination { get; init; } = "";
        public string Post { get; init; } = "";
        public string Direction { get; init; } = "";
    }
}
