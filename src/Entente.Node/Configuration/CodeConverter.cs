using System.Text.Json;
using System.Text.Json.Serialization;

namespace Entente.Node.Configuration;

/// <summary>Writes and reads a closed set as codes such as discreet-check, never as numbers.</summary>
internal sealed class CodeConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>The codes of a closed set, as <see cref="CodeConverter{T}"/> writes them.</summary>
internal static class Codes
{
    /// <summary>The code of a member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>The member of a code; null where there is none.</summary>
    public static T? Find<T>(string? code)
        where T : struct, Enum => code is null ? null : Enum.GetValues<T>().Where(m => Of(m) == code).Select(m => (T?)m).FirstOrDefault();

    /// <summary>All codes, for a message.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
