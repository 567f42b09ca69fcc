using System.IO.Compression;
using System.Text.Json;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>Records and receipts as sealed files: one a line, compressed, encrypted under the key that post and main node share. A line that is not there whole makes the file worthless.</summary>
internal static class SealedLines
{
    /// <summary>Seals lines into a stream.</summary>
    public static async Task WriteAsync<T>(Stream to, PostKey key, string kind, DateTimeOffset madeAt, IEnumerable<T> lines, CancellationToken cancellationToken)
    {
        await using var writer = await SealedWriter.BeginAsync(to, key, kind, madeAt, notAfter: null, cancellationToken);
        await using (var zip = new GZipStream(writer, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in lines)
            {
                await zip.WriteAsync(SubjectJson.Write(line), cancellationToken);
                await zip.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }

        await writer.EndAsync(cancellationToken);
    }

    /// <summary>Seals lines.</summary>
    public static async Task<byte[]> WriteAsync<T>(PostKey key, string kind, DateTimeOffset madeAt, IEnumerable<T> lines, CancellationToken cancellationToken)
    {
        using var to = new MemoryStream();
        await WriteAsync(to, key, kind, madeAt, lines, cancellationToken);
        return to.ToArray();
    }

    /// <summary>Opens all lines.</summary>
    /// <exception cref="InvalidDataException">The file is not whole, of another kind, or another post's; the message says what it is.</exception>
    public static IReadOnlyList<T> Read<T>(Stream from, PostKey key, string kind)
    {
        using var reader = SealedReader.Open(from, key, kind);
        var lines = new List<T>();
        try
        {
            using var zip = new GZipStream(reader, CompressionMode.Decompress, leaveOpen: true);
            using var text = new StreamReader(zip);
            while (text.ReadLine() is { } line)
            {
                lines.Add(JsonSerializer.Deserialize<T>(line, SubjectJson.Options) ?? throw new InvalidDataException("it has a line that holds nothing"));
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("it holds what this version does not read; bring both nodes to one version", exception);
        }

        return reader.ReadByte() < 0 && reader.IsEnded && from.ReadByte() < 0 ? lines : throw new InvalidDataException("it does not end where it should");
    }
}
