using System.Security.Cryptography;
using System.Text.Json;
using Entente.Formats.Reading;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Sources;

/// <summary>One list of others: where it comes from, and the files of it that the node keeps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Full path; null where it has an address.</param>
/// <param name="Url">Address; null where it is a file.</param>
/// <param name="Every">How often it is looked at.</param>
/// <param name="StaleAfter">When it is stale.</param>
/// <param name="Hosts">Hosts that it may redirect to.</param>
/// <param name="Folder">Where the node keeps its files.</param>
internal sealed record Source(string Name, string? File, Uri? Url, TimeSpan Every, TimeSpan StaleAfter, IReadOnlyList<string> Hosts, string Folder)
{
    /// <summary>The file in force; it survives a restart.</summary>
    public string Accepted => Path.Combine(Folder, "accepted");

    /// <summary>A file that waits for a person.</summary>
    public string Held => Path.Combine(Folder, "held");

    /// <summary>A file that has arrived and has not been looked at.</summary>
    public string Incoming => Path.Combine(Folder, "incoming");

    private string StateFile => Path.Combine(Folder, "state.json");

    /// <summary>A kept file as an input that bears the source's name.</summary>
    public InputFile Input(string file) => new(Name, () => System.IO.File.OpenRead(file));

    /// <summary>What is known of the source; blank where nothing is. The files say what is there: the node may have been killed before it wrote the rest.</summary>
    public SourceState ReadState()
    {
        var state = new SourceState();
        try
        {
            state = System.IO.File.Exists(StateFile) ? JsonSerializer.Deserialize<SourceState>(System.IO.File.ReadAllBytes(StateFile), JsonSerializerOptions.Web) ?? state : state;
        }
        catch (JsonException)
        {
            // It only saves a download.
        }

        return state with { Accepted = HashOf(Accepted), Held = state.Held is null ? null : HashOf(Held) };
    }

    /// <summary>Keeps what is known; the file is whole or the one before.</summary>
    public void WriteState(SourceState state)
    {
        var temporary = StateFile + ".new";
        System.IO.File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(state, JsonSerializerOptions.Web));
        System.IO.File.Move(temporary, StateFile, overwrite: true);
    }

    /// <summary>The sources of a configuration, files first. Their folders are made, for their owner alone.</summary>
    public static IReadOnlyList<Source> Of(ListOptions options, DataFolder data, IConfiguration configuration)
    {
        var folder = configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory;
        var root = Path.Combine(data.Root, "sources");
        MakeFolder(root);
        var names = new HashSet<string>(StringComparer.Ordinal);
        List<Source> sources =
        [
            .. options.Files.Select(f => new Source(Unique(Path.GetFileName(f), names), Path.GetFullPath(f, folder), null, options.Refresh, options.StaleAfter, [], "")),
            .. options.Sources.Select(s => new Source(s.Name, s.Path.Length > 0 ? Path.GetFullPath(s.Path, folder) : null, s.Url.Length > 0 ? new Uri(s.Url) : null,
                s.Every ?? options.Refresh, s.StaleAfter ?? options.StaleAfter, s.Hosts, "")),
        ];
        return sources.ConvertAll(s => s with { Folder = MakeFolder(Path.Combine(root, FolderName(s.Name))) });
    }

    private static string? HashOf(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            return null;
        }

        using var stream = System.IO.File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Unique(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
        {
            unique = $"{name} ({number})";
        }

        return unique;
    }

    /// <summary>A name may hold what no folder's name may; the hash keeps two of them apart.</summary>
    private static string FolderName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_')) + "-" + CompiledLists.HashOf([name])[..8];

    private static string MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}

/// <summary>What is known of a source between two looks at it, also after a restart.</summary>
internal sealed record SourceState
{
    /// <summary>SHA-256 of the file in force; null where there is none.</summary>
    public string? Accepted { get; init; }

    /// <summary>SHA-256 of the file that waits for a person.</summary>
    public string? Held { get; init; }

    /// <summary>SHA-256 of the file that a person has discarded last.</summary>
    public string? Discarded { get; init; }

    /// <summary>When the source last said that what is in force is its newest state.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>SHA-256 of what was last fetched; the two below are of it.</summary>
    public string? Fetched { get; init; }

    /// <summary>Entity tag (RFC 9110 section 8.8.3).</summary>
    public string? Tag { get; init; }

    /// <summary>Last-Modified, as the server wrote it.</summary>
    public DateTimeOffset? Modified { get; init; }
}
