using System.Text.Json.Serialization;
using Entente.Ledger.Entries;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Notices;
using Entente.Screening.Subjects;

namespace Entente.Node.Exchange.Sightings;

/// <summary>What of an encounter a named person releases to the owner of the listing.</summary>
[JsonConverter(typeof(CodeConverter<SightingPart>))]
internal enum SightingPart
{
    /// <summary>The traveller's names, birth date, sex and nationality.</summary>
    Identity,

    /// <summary>The documents that the traveller carried.</summary>
    Documents,

    /// <summary>The day.</summary>
    Day,

    /// <summary>The post, and the crossing.</summary>
    Place,
}

/// <summary>
/// The payload of a sighting: what a service tells the owner of a listing of somebody whom it met. Only what a named person has released is in it; what was not is empty.
/// </summary>
/// <param name="Form">"entente.sighting.v1".</param>
/// <param name="Thing">The listing.</param>
/// <param name="Encounter">What the service that met the person calls the encounter: an opaque id.</param>
/// <param name="Day">The day; null where it was not released.</param>
/// <param name="Place">Post and crossing in words; blank where they were not released.</param>
/// <param name="Names">Names; empty where they were not released.</param>
/// <param name="BirthDates">As listings state them.</param>
/// <param name="Nationalities">Codes of States.</param>
/// <param name="Sex">Code; blank where it was not released.</param>
/// <param name="Documents">Numbers; empty where they were not released.</param>
internal sealed record SightingForm(
    string Form, string Thing, string Encounter, DateOnly? Day, string Place, IReadOnlyList<string> Names, IReadOnlyList<string> BirthDates, IReadOnlyList<string> Nationalities, string Sex, IReadOnlyList<string> Documents)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.sighting.v1";

    private const int MostValues = 50, MostText = 300;

    /// <summary>The form of an encounter, with the parts that were released.</summary>
    public static SightingForm Of(string thing, string encounter, EncounterWho who, string post, DateOnly day, IReadOnlyCollection<SightingPart> parts)
    {
        var (subject, identity) = (who.Traveller, parts.Contains(SightingPart.Identity));
        return new(
            Name, thing, encounter, parts.Contains(SightingPart.Day) ? day : null, parts.Contains(SightingPart.Place) ? $"{post} {who.Crossing}".Trim() : "",
            identity ? [.. subject.Names.Select(n => n.Text)] : [], identity ? [.. subject.BirthDates.Select(b => b.ToString())] : [], identity ? [.. subject.Nationalities.Select(n => n.Code)] : [],
            identity && subject.Sex != Entente.Screening.Subjects.Sex.NotStated ? Codes.Of(subject.Sex) : "", parts.Contains(SightingPart.Documents) ? [.. subject.Documents.Select(d => $"{d.Issuer?.Code} {d.Number}".Trim())] : []);
    }

    /// <summary>Reads one; null where the payload is none.</summary>
    public static SightingForm? Read(ReadOnlySpan<byte> payload) =>
        NoticeJson.Read<SightingForm>(payload) is { Form: Name } form && NoticeForm.IsThing(form.Thing) && LedgerEntry.IsIdentifier(form.Encounter) && form.Place.Length <= MostText && form.Sex.Length <= MostText
            && new[] { form.Names, form.BirthDates, form.Nationalities, form.Documents }.All(list => list.Count <= MostValues && list.All(text => text.Length <= MostText)) ? form : null;
}
