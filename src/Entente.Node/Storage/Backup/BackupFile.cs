using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Entente.Node.Storage.Backup;

/// <summary>A backup: one ZIP file with parts and, written last, what they are. It is there whole or not at all, and nobody but its owner reads it.</summary>
internal sealed class BackupFile : IDisposable
{
    private const string ManifestName = "manifest.json";
    private const int BufferLength = 1 << 17;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _file;
    private readonly ZipArchive _archive;

    private BackupFile(string file, ZipArchive archive, BackupManifest manifest) => (_file, _archive, Manifest) = (file, archive, manifest);

    /// <summary>What it says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Writes a backup.</summary>
    /// <param name="file">Where; nothing may be there yet.</param>
    /// <param name="manifest">What it is; the parts are added.</param>
    /// <param name="parts">Names and the files that go under them.</param>
    public static BackupManifest Write(string file, BackupManifest manifest, IEnumerable<(string Name, string Source)> parts)
    {
        var temporary = file + ".new";
        var written = new List<BackupPart>();
        using (var stream = SecretFile.Create(temporary))
        {
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, source) in parts)
                {
                    using var input = File.OpenRead(source);
                    using var output = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                    var (length, hash) = Copy(input, output);
                    written.Add(new BackupPart(name, length, hash));
                }

                manifest = manifest with { Parts = written };
                using var last = archive.CreateEntry(ManifestName).Open();
                JsonSerializer.Serialize(last, manifest, Json);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: false);
        return manifest;
    }

    /// <summary>Opens a backup and proves every part of it against its hash.</summary>
    /// <exception cref="InvalidDataException">It is no backup of that kind, was changed, or broke off.</exception>
    public static BackupFile Open(string file, string holds)
    {
        var archive = OpenArchive(file);
        try
        {
            var manifest = ReadManifest(file, archive);
            if (manifest.Holds != holds)
            {
                throw new InvalidDataException($"{file} holds {manifest.Holds}, not {holds}; data and keys are two files.");
            }

            var backup = new BackupFile(file, archive, manifest);
            foreach (var part in manifest.Parts)
            {
                backup.Extract(part, Stream.Null);
            }

            return backup;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Writes a part to a file that only its owner may read.</summary>
    public void Extract(BackupPart part, string file)
    {
        using var output = SecretFile.Create(file);
        Extract(part, output);
        output.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public void Dispose() => _archive.Dispose();

    private void Extract(BackupPart part, Stream output)
    {
        var entry = _archive.GetEntry(part.Name) ?? throw new InvalidDataException($"{_file} lacks its part {part.Name}; take another backup.");
        using var input = entry.Open();
        if (Copy(input, output) is var (length, hash) && (length != part.Bytes || hash != part.Sha256))
        {
            throw new InvalidDataException($"{_file} was changed or damaged: its part {part.Name} is not what was backed up; take another backup.");
        }
    }

    private static ZipArchive OpenArchive(string file)
    {
        try
        {
            return new ZipArchive(File.OpenRead(file), ZipArchiveMode.Read);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{file} is no backup, or broke off; take another one.", exception);
        }
    }

    private static BackupManifest ReadManifest(string file, ZipArchive archive)
    {
        try
        {
            using var stream = (archive.GetEntry(ManifestName) ?? throw new InvalidDataException($"{file} is no backup: it has no {ManifestName}.")).Open();
            var manifest = JsonSerializer.Deserialize<BackupManifest>(stream, Json);
            return manifest is not { Format: BackupManifest.TheFormat } ? throw new InvalidDataException($"{file} is no backup of a node.")
                : manifest.Version != BackupManifest.TheVersion ? throw new InvalidDataException($"{file} has version {manifest.Version} of the format; this program reads {BackupManifest.TheVersion}.")
                : manifest.Parts.Any(p => !IsSafe(p.Name)) ? throw new InvalidDataException($"{file} has a part whose name leads out of its folder; it was tampered with.")
                : manifest;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} is no backup: its {ManifestName} cannot be read.", exception);
        }
    }

    private static bool IsSafe(string name) => !Path.IsPathRooted(name) && name.Split('/', '\\').All(step => step.Length > 0 && step is not ("." or ".."));

    private static (long Length, string Sha256) Copy(Stream input, Stream output)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferLength];
        var length = 0L;
        for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
            output.Write(buffer, 0, read);
            length += read;
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
