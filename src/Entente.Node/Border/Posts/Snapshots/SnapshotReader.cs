using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Entente.Formats.Watchlists;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;
using Entente.Node.Border.Encounters;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>Reads a snapshot: 1. the main node's signature over all bytes, 2. the header, 3. what is sealed, to its last line. Nothing of one that is not whole is used.</summary>
internal static class SnapshotReader
{
    /// <summary>Reads a file that nobody else changes meanwhile.</summary>
    /// <exception cref="InvalidDataException">It is not to be used; the message says why, in words that follow "the snapshot was refused: ".</exception>
    public static SnapshotContents Read(string file, PostKey key, VerifierKey mainNode)
    {
        using var stream = File.OpenRead(file);
        var sha256 = CheckSignature(stream, mainNode);
        stream.Position = 0;
        using var reader = SealedReader.Open(stream, key, SealedKind.Snapshot);
        var notAfter = reader.Header.NotAfter ?? throw new InvalidDataException("it has no last day");
        var contents = new SnapshotContents { Sha256 = Convert.ToHexStringLower(sha256), MadeAt = reader.Header.MadeAt, NotAfter = notAfter };
        try
        {
            ReadLines(reader, contents);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("it holds what this version does not read; bring the post's software up to date", exception);
        }

        return reader.IsEnded && stream.Length - stream.Position == Ed25519.SignatureLength ? contents : throw new InvalidDataException("it does not end where it should");
    }

    private static byte[] CheckSignature(FileStream stream, VerifierKey mainNode)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = stream.Length - Ed25519.SignatureLength; left > 0;)
        {
            var count = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            hash.AppendData(buffer, 0, count);
            left -= count > 0 ? count : throw new InvalidDataException("it breaks off");
        }

        var signature = new byte[Ed25519.SignatureLength];
        var sha256 = hash.GetHashAndReset();
        return stream.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false) == signature.Length
            && ContextSignature.Verify(mainNode.PublicKey.Span, SnapshotWriter.SignatureContext, sha256, signature)
            ? sha256
            : throw new InvalidDataException("it is not signed by the main node, or breaks off");
    }

    private static void ReadLines(SealedReader reader, SnapshotContents contents)
    {
        using var zip = new GZipStream(reader, CompressionMode.Decompress, leaveOpen: true);
        using var text = new StreamReader(zip);
        var lines = 0;
        for (var last = false; text.ReadLine() is { } line; lines++)
        {
            var read = JsonSerializer.Deserialize<SnapshotLine>(line, SubjectJson.Options) ?? throw new JsonException("A line holds nothing.");
            if (last || (read.Lines is { } stated && stated != lines))
            {
                throw new InvalidDataException("it has other lines than it says");
            }

            last = read.Lines is not null;
            contents.Lines = read.Lines ?? contents.Lines;
            contents.Take(read);
        }

        if (contents.Facts is null || contents.Lines != lines - 1)
        {
            throw new InvalidDataException("it breaks off");
        }

        // What follows the compressed lines is the rest of the last part.
        while (reader.ReadByte() >= 0)
        {
            throw new InvalidDataException("it has more than its lines");
        }
    }
}

/// <summary>What a snapshot holds.</summary>
internal sealed class SnapshotContents
{
    private readonly List<WatchlistFileReport> _files = [];
    private readonly List<Listing> _others = [];
    private readonly List<SnapshotOwn> _own = [];
    private readonly List<SnapshotOwn> _foreign = [];
    private readonly HashSet<string> _partners = new(StringComparer.Ordinal);
    private readonly List<Clearance> _misidentified = [];
    private readonly List<AdoptedListing> _adopted = [];
    private readonly List<LostDocument> _lost = [];
    private readonly List<ClearedTravellers.Cleared> _cleared = [];

    public required string Sha256 { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public SnapshotFacts? Facts { get; private set; }

    public int? Lines { get; set; }

    public IReadOnlyList<ClearedTravellers.Cleared> Cleared => _cleared;

    /// <summary>Takes one line.</summary>
    public void Take(SnapshotLine line)
    {
        Facts ??= line.Facts;
        Add(_files, line.List?.ToReport());
        Add(_others, line.Other);
        Add(_own, line.Own);
        Add(_foreign, line.Foreign);
        if (line.List is { IsForeign: true } list)
        {
            _partners.Add(list.Version.List);
        }

        Add(_misidentified, line.Misidentified);
        Add(_adopted, line.Adopted);
        Add(_lost, line.Lost);
        Add(_cleared, line.Cleared);
    }

    /// <summary>Compiles the lists and puts them in force, all together.</summary>
    public void Use(CurrentLists lists, CancellationToken cancellationToken)
    {
        var facts = Facts ?? throw new InvalidOperationException("A snapshot that was read has facts.");
        var others = new CompiledLists(new WatchlistContents(_others, [.. _files.Where(f => f.Version.List != OwnLists.Name && !_partners.Contains(f.Version.List))]), facts.ReadAt, cancellationToken);
        var own = Compile(_own, f => f.Version.List == OwnLists.Name, cancellationToken);
        var foreign = Compile(_foreign, f => _partners.Contains(f.Version.List), cancellationToken);
        lists.UseSnapshot(
            others, new OwnLists(own, TermsOf(_own), _misidentified), new ForeignLists(foreign, TermsOf(_foreign), _partners),
            new AdoptedListings(_adopted, facts.Adoptions), new LostDocuments(_lost, facts.Documents));
    }

    private CompiledLists Compile(List<SnapshotOwn> listings, Func<WatchlistFileReport, bool> isTheirs, CancellationToken cancellationToken) =>
        new(new WatchlistContents([.. listings.Select(o => o.Listing)], [.. _files.Where(isTheirs)]), MadeAt, cancellationToken);

    private static Dictionary<string, ListingTerms> TermsOf(List<SnapshotOwn> listings) => listings.ToDictionary(o => o.Listing.Id, o => o.Terms, StringComparer.Ordinal);

    private static void Add<T>(List<T> to, T? what)
        where T : class
    {
        if (what is not null)
        {
            to.Add(what);
        }
    }
}
