using System.Text.Json;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>
/// Reads FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them. A subject that its source does not
/// call a target is on no list: it is somebody's relative or employer, and is refused. Passports and identifications join
/// their holder wherever they stand in the file. Ethnicity, religion and politics are dropped.
/// </summary>
internal static class FtmReader
{
    /// <summary>Documents that may wait for a holder who comes later; a bound on memory.</summary>
    private const int MaxWaiting = 1_000_000;

    private const string UnknownHolder = "document-of-unknown-holder";

    /// <summary>A first line that is an object with schema and properties.</summary>
    public static bool Recognises(InputHead head) => head.FirstLine.StartsWith('{')
        && head.FirstLine.Contains("\"schema\"", StringComparison.Ordinal)
        && head.FirstLine.Contains("\"properties\"", StringComparison.Ordinal);

    /// <summary>Reads the file.</summary>
    public static void Read(WatchlistReading reading)
    {
        var lines = new Utf8Lines(reading.Content, reading.Content.Head, reading.Journal);
        var entity = new FtmEntity();
        var waiting = new List<WaitingDocument>();
        var sensitive = 0;
        while (lines.Read(out var line))
        {
            if (TryRead(entity, line))
            {
                ReadEntity(entity, lines, reading, waiting);
                sensitive += entity.HasSensitive ? 1 : 0;
            }
            else
            {
                reading.Journal.Refuse(lines.Place, "json-unreadable", "The line is not one JSON object in UTF-8; it may be cut off.");
            }
        }
        JoinWaiting(waiting, reading);
        if (sensitive > 0)
        {
            reading.Journal.Note("file", "sensitive-dropped", $"{sensitive} entities state ethnicity, religion or politics; these were not kept.");
        }
    }

    private static bool TryRead(FtmEntity entity, ReadOnlySpan<byte> line)
    {
        try
        {
            entity.Read(line);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void ReadEntity(FtmEntity entity, Utf8Lines lines, WatchlistReading reading, List<WaitingDocument> waiting)
    {
        if (FtmSchemas.IsDocument(entity.Schema))
        {
            ReadDocument(entity, lines, reading, waiting);
        }
        else if (FtmSchemas.SubjectKindOf(entity.Schema) is not { } kind)
        {
            reading.Journal.Refuse(lines.Place, "schema-not-screened", "The entity is no person, organisation, vessel, aircraft or document of one.");
        }
        else if (entity.Target == false)
        {
            reading.Journal.Refuse(lines.Place, "not-a-target", "The source has the entity only because of another, and does not list it.");
        }
        else
        {
            FtmSubject.Read(entity, kind, lines.Place, reading);
        }
    }

    private static void ReadDocument(FtmEntity entity, Utf8Lines lines, WatchlistReading reading, List<WaitingDocument> waiting)
    {
        if (entity[FtmProperty.Number].Count == 0 || entity[FtmProperty.Holder].Count == 0)
        {
            reading.Journal.Refuse(lines.Place, "document-incomplete", "The document has no number or no holder.");
            return;
        }
        var kind = entity[FtmProperty.Type] is { Count: > 0 } types ? types.First : entity.Schema;
        var document = new WaitingDocument(lines.Line, entity[FtmProperty.Holder].ToArray(), entity[FtmProperty.Number].ToArray(),
            kind.ToString(), entity[FtmProperty.Country].First.ToString());
        if (document.TryJoin(reading))
        {
            reading.Journal.Accept();
        }
        else if (waiting.Count < MaxWaiting)
        {
            waiting.Add(document);
        }
        else
        {
            reading.Journal.Refuse(lines.Place, UnknownHolder, $"More than {MaxWaiting:N0} documents wait for holders. Put holders before their documents.");
        }
    }

    private static void JoinWaiting(List<WaitingDocument> waiting, WatchlistReading reading)
    {
        foreach (var document in waiting)
        {
            if (document.TryJoin(reading))
            {
                reading.Journal.Accept();
            }
            else
            {
                reading.Journal.Refuse(document.Place, UnknownHolder, "The document belongs to no listing of the file.");
            }
        }
    }

    private sealed record WaitingDocument(int Line, string[] Holders, string[] Numbers, string Kind, string Country)
    {
        public string Place => $"line {Line}";

        public bool TryJoin(WatchlistReading reading)
        {
            var joined = false;
            foreach (var draft in Holders.Select(reading.Find).OfType<ListingDraft>())
            {
                joined = true;
                foreach (var number in Numbers)
                {
                    draft.AddDocument(new IdentityDocument(Words.Tidy(number)) { Kind = Kind, Issuer = draft.ReadCountry(Country, Place) });
                }
            }
            return joined;
        }
    }
}
