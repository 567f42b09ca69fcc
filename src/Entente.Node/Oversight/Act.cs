using System.Text.Json;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Oversight;

/// <summary>What somebody did, to be recorded before it has any effect outside the node.</summary>
/// <param name="Actor">Opaque id of who did it.</param>
/// <param name="Action">What was done, of <see cref="ActionCode"/>.</param>
/// <param name="Ground">On which legal basis and for which purpose.</param>
/// <param name="Subject">Opaque id of the record it was done to; null where there is none.</param>
/// <param name="Details">What else is needed to reconstruct it, as JSON; destroyed with the entry. Ids and codes, no personal data.</param>
internal sealed record Act(string Actor, string Action, Ground Ground, string? Subject, ReadOnlyMemory<byte> Details)
{
    /// <summary>An act with details of any shape that JSON can hold.</summary>
    public static Act Of(string actor, string action, Ground ground, string? subject, object? details = null) =>
        new(actor, action, ground, subject, JsonSerializer.SerializeToUtf8Bytes(new { ground.Purpose, Details = details }, JsonSerializerOptions.Web));
}
