using System.Security.Cryptography;
using System.Text;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts;

/// <summary>
/// The key that a post without a link and its main node share: 32 bytes, made at the main node and carried to the post by hand. Whoever has it reads the
/// post's snapshots and hands over in its name. It never encrypts anything itself: each file has a key derived from it.
/// </summary>
internal sealed class PostKey
{
    /// <summary>Bytes of a key file.</summary>
    public const int Length = 32;

    private const int MostCharacters = 40;

    private readonly byte[] _key;

    private PostKey(string post, byte[] key) => (Post, _key) = (post, key);

    /// <summary>The post whose key it is.</summary>
    public string Post { get; }

    /// <summary>Whether a text may be the name of a post: it is a file's name too. 1 to 40 lower-case letters, digits and hyphens, a letter or digit first.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MostCharacters && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-';

    /// <summary>Where the main node keeps the key of a post.</summary>
    public static string FileOf(DataFolder data, string post) => Path.Combine(FolderOf(data), post + ".key");

    /// <summary>The posts that the main node has keys of.</summary>
    public static IReadOnlyList<string> All(DataFolder data) =>
        Directory.Exists(FolderOf(data)) ? [.. Directory.EnumerateFiles(FolderOf(data), "*.key").Select(f => Path.GetFileNameWithoutExtension(f)).Where(IsName).Order(StringComparer.Ordinal)] : [];

    /// <summary>The key of a post at the main node; null where it has none.</summary>
    /// <exception cref="InvalidDataException">The file has another length.</exception>
    public static PostKey? Find(DataFolder data, string post) => IsName(post) && File.Exists(FileOf(data, post)) ? Read(FileOf(data, post), post) : null;

    /// <summary>Reads a key.</summary>
    /// <exception cref="InvalidDataException">The file is not there, or has another length.</exception>
    public static PostKey Read(string file, string post)
    {
        var key = File.Exists(file) ? File.ReadAllBytes(file) : throw new InvalidDataException($"the post key file {file} is not there; make it at the main node with `entente snapshot-key NAME` and bring it here.");
        return key.Length == Length ? new PostKey(post, key) : throw new InvalidDataException($"the post key file {file} has {key.Length} bytes, {Length} are wanted; bring the right file from the main node.");
    }

    /// <summary>The key of one sealed file (RFC 5869), so that the nonces of two files never meet.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="salt">Random bytes that stand in its header.</param>
    public byte[] KeyOf(string kind, byte[] salt) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, salt, Encoding.UTF8.GetBytes($"entente sealed file {kind} {Post}"));

    private static string FolderOf(DataFolder data) => Path.Combine(data.Keys, "posts");
}
