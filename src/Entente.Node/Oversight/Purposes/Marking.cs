using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Node.Configuration;

namespace Entente.Node.Oversight.Purposes;

/// <summary>Who may see a thing, until when, and what they may do with it. The purpose stands beside it, in the <see cref="Ground"/>.</summary>
/// <param name="Audience">Codes of the services that may see it; empty for this service alone.</param>
/// <param name="Handling">Handling code as its scheme writes it, such as H1 or TLP:AMBER; empty for none.</param>
/// <param name="Onward">Whether those who see it may hand it on.</param>
/// <param name="Until">The last day on which they may use it; null for as long as the record is kept.</param>
internal sealed record Marking(IReadOnlyList<string> Audience, string Handling, Onward Onward, DateOnly? Until)
{
    /// <summary>For this service alone: what a record is marked with unless somebody marks it otherwise.</summary>
    public static Marking OwnService { get; } = new([], "", Onward.No, null);

    /// <summary>As it is stored.</summary>
    public string ToText() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToText"/> wrote. What cannot be read is for this service alone.</summary>
    public static Marking Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Marking>(text, JsonSerializerOptions.Web) ?? OwnService;
        }
        catch (JsonException)
        {
            return OwnService;
        }
    }
}

/// <summary>Whether somebody who sees a thing may hand it on.</summary>
[JsonConverter(typeof(CodeConverter<Onward>))]
internal enum Onward
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>After the owner has said yes.</summary>
    AskOwner,

    /// <summary>To the services that the marking names.</summary>
    Listed,
}
