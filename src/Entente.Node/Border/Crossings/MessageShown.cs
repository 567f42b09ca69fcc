using System.Text.Json;
using Dapper;
using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Manifests;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>What the page of a message reads from.</summary>
internal sealed record MessageReading(Database Database, KeyStore Keys, LedgerWriter Ledger, BorderOptions Options);

/// <summary>A message about a crossing, received or sent, line by line; what is sensitive was dropped when it arrived.</summary>
/// <param name="Crossing">The crossing.</param>
/// <param name="IsSent">Whether this service sent it.</param>
/// <param name="Party">Who sent it, or to whom it was sent.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it arrived or was made.</param>
/// <param name="Lines">The lines of this page.</param>
/// <param name="Total">How many lines there are.</param>
/// <param name="Page">Which page, from 0.</param>
/// <param name="Elsewhere">Findings about no single line.</param>
/// <param name="Dropped">How many sensitive elements were dropped.</param>
/// <param name="Path">The address of this page.</param>
internal sealed record MessageShown(
    Crossing Crossing, bool IsSent, string Party, string Kind, DateTimeOffset At, IReadOnlyList<MessageLine> Lines, int Total, int Page, IReadOnlyList<Finding> Elsewhere, long Dropped, string Path)
{
    /// <summary>Lines of a page.</summary>
    public const int Together = 150;

    /// <summary>The post's zone; UTC where there is none.</summary>
    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    /// <summary>Whether it can be taken in again: an interchange that was received.</summary>
    public bool CanReplay { get; private init; }

    /// <summary>What came of it when it was just taken in again; null where it was not.</summary>
    public ReadMessage.Replayed? Replayed { get; init; }

    /// <summary>The address of another page of its lines.</summary>
    public string PageAt(int page) => $"{Path}{(Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}";

    /// <summary>A message that was received; null where there is none. That it was read is recorded.</summary>
    public static async Task<MessageShown?> ReceivedAsync(string id, string message, MessageReading reading, Caller caller, int page, CancellationToken cancellationToken)
    {
        using var connection = reading.Database.Open();
        var row = connection.QueryFirstOrDefault<MessageRow>("SELECT id, sender, received, kind, findings, dropped, people, unread FROM message WHERE id = @message AND crossing_id = @id", new { id, message });
        if (row is null || Find(connection, id) is not { } crossing || ReadMessage.Find(reading.Database, reading.Keys, id, message) is not { } found)
        {
            return null;
        }

        await reading.Ledger.RecordAsync(caller.Did(ActionCode.CrossingRead, id, new { Message = message }), cancellationToken);
        var view = ReadCrossings.MessageView.Of(row);
        var (lines, total) = LinesOf(found.Raw, page, view.Findings);
        return new MessageShown(crossing, false, row.Sender, row.Kind, row.Received, lines, total, page, [.. view.Findings.Where(f => MessageLine.PlaceOf(f) is null)], view.Dropped.Values.Sum(), $"/desk/crossings/{id}/messages/{message}")
        {
            Zone = ZoneOf(reading, crossing),
            CanReplay = ReadMessage.IsInterchange(found.Raw),
        };
    }

    /// <summary>An answer that was sent; null where there is none. That it was read is recorded.</summary>
    public static async Task<MessageShown?> SentAsync(string id, string to, long sequence, MessageReading reading, Caller caller, int page, CancellationToken cancellationToken)
    {
        using var connection = reading.Database.Open();
        var row = connection.QueryFirstOrDefault<SentRow>("SELECT kind, made, body FROM answer WHERE recipient = @to AND sequence = @sequence AND crossing_id = @id", new { id, to, sequence });
        if (row is null || Find(connection, id) is not { } crossing || reading.Keys.Open(crossing.DataKey, CarrierAnswers.PlaceOf(to, sequence), row.Body) is not { } raw)
        {
            return null;
        }

        await reading.Ledger.RecordAsync(caller.Did(ActionCode.CrossingRead, id, new { Answer = sequence, To = to }), cancellationToken);
        var (lines, total) = LinesOf(raw, page, []);
        return new MessageShown(crossing, true, to, row.Kind, row.Made, lines, total, page, [], 0, $"/desk/crossings/{id}/answers/{sequence}?to={Uri.EscapeDataString(to)}") { Zone = ZoneOf(reading, crossing) };
    }

    private static Crossing? Find(System.Data.Common.DbConnection connection, string id) => connection.QueryFirstOrDefault<Crossing>("SELECT * FROM crossing WHERE id = @id", new { id });

    private static TimeZoneInfo ZoneOf(MessageReading reading, Crossing crossing) => EncounterReading.ZoneOf(reading.Options.Posts.FirstOrDefault(p => p.Code == crossing.Post));

    private static (IReadOnlyList<MessageLine> Lines, int Total) LinesOf(byte[] raw, int page, IReadOnlyList<Finding> findings)
    {
        if (!ReadMessage.IsInterchange(raw))
        {
            using var json = JsonDocument.Parse(raw);
            var all = JsonSerializer.Serialize(json, Indented).Split('\n');
            return ([.. all.Skip(page * Together).Take(Together).Select((line, i) => new MessageLine((page * Together) + i + 1, line, "", "", []))], all.Length);
        }

        var byPlace = findings.Where(f => MessageLine.PlaceOf(f) is not null).ToLookup(MessageLine.PlaceOf);
        var segments = EdifactSegments.Read(raw, page * Together, Together, out var total);
        return ([.. segments.Select(s => new MessageLine(s.Number, s.Raw, s.Tag, s.Qualifier, [.. byPlace[s.Number]]))], total);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed class SentRow
    {
        public string Kind { get; init; } = "";

        public DateTimeOffset Made { get; init; }

        public byte[] Body { get; init; } = [];
    }
}

/// <summary>A line of a message: a segment, or a line of JSON.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Raw">As it stands there.</param>
/// <param name="Tag">Tag of the segment; empty in JSON.</param>
/// <param name="Qualifier">What the segment is about, as it says itself.</param>
/// <param name="Findings">What was found in reading it.</param>
internal sealed record MessageLine(int Number, string Raw, string Tag, string Qualifier, IReadOnlyList<Finding> Findings)
{
    /// <summary>Which segment a finding is about; null where it is about none.</summary>
    public static int? PlaceOf(Finding finding) =>
        finding.Place.StartsWith("segment ", StringComparison.Ordinal) && int.TryParse(finding.Place.AsSpan("segment ".Length), out var number) ? number : null;
}
