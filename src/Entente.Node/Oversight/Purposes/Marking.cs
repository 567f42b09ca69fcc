using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Node.Configuration;

namespace Entente.Node.Oversight.Purposes;

/// <summary>Who may see a thing, until when, and what they may do with it. The purpose for which it is held stands beside it, in the <see cref="Ground"/>.</summary>
/// <param name="Audience">Codes of the services, and of communities of services, that may see it; empty for this service alone.</param>
/// <param name="Handling">Handling codes as their schemes write them, such as H1 or TLP:AMBER, with // between several; empty for none. <see cref="HandlingCodes"/> reads them.</param>
/// <param name="Onward">Whether those who see it may hand it on.</param>
/// <param name="Until">The last day on which they may use it; null for as long as the record is kept.</param>
internal sealed record Marking(IReadOnlyList<string> Audience, string Handling, Onward Onward, DateOnly? Until)
{
    /// <summary>For this service alone: what a record is marked with unless somebody marks it otherwise.</summary>
    public static Marking OwnService { get; } = new([], "", Onward.No, null);

    /// <summary>Codes of the purposes for which those who see it may use it; empty for those of whoever keeps the record.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Codes of the services to which those who see it may hand it on, where <see cref="Onward"/> is <see cref="Onward.Listed"/>. No communities: who belongs to one is the owner's to say.</summary>
    public IReadOnlyList<string> OnwardTo { get; init; } = [];

    /// <summary>How good source and information are, in the scheme in which somebody graded them, such as 4x4:B2; empty for not graded. <see cref="Purposes.Grading"/> reads it.</summary>
    public string Grading { get; init; } = "";

    /// <summary>As it is stored, and as it travels: its hash stands in the header of the message that carries it.</summary>
    public string ToText() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToText"/> wrote. What cannot be read is for this service alone.</summary>
    public static Marking Parse(string text) => TryParse(text) ?? OwnService;

    /// <summary>Reads what <see cref="ToText"/> wrote, here or elsewhere; null where it is no marking.</summary>
    public static Marking? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Marking>(text, JsonSerializerOptions.Web) is { Audience: not null, Handling: not null, Purposes: not null, OnwardTo: not null, Grading: not null } marking ? marking : null;
        }
        catch (JsonException)
        {
            return null;
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
