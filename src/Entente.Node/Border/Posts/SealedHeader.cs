using System.Text.Json;

namespace Entente.Node.Border.Posts;

/// <summary>What stands in clear in front of a sealed file. All of it is authenticated with every part of what is sealed.</summary>
internal sealed record SealedHeader
{
    /// <summary>What the file is, of <see cref="SealedKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the post that shares the key.</summary>
    public required string Post { get; init; }

    /// <summary>When it was made, in whole milliseconds.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Until when it may be used; null for as long as somebody likes.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Random bytes from which, with the post's key, the key of the file is derived.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The bytes of it.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToBytes"/> made; null where the bytes are something else.</summary>
    public static SealedHeader? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedHeader>(bytes, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a sealed file is. A code is never given another meaning.</summary>
internal static class SealedKind
{
    /// <summary>The lists, from the main node to a post.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Records, from a post to the main node.</summary>
    public const string HandOver = "hand-over";

    /// <summary>What became of them, from the main node to the post.</summary>
    public const string Receipt = "receipt";
}
