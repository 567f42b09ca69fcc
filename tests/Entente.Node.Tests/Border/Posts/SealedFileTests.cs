using System.Security.Cryptography;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.HandOver;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Node.Tests.Border.Posts;

/// <summary>Sealed files: what comes out is what went in, or nothing.</summary>
public sealed class SealedFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("entente-sealed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_bytes_come_out_as_they_went_in_however_they_are_cut_into_writes() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>().Filter(seed => seed > 0), seed => SealAndOpenAsync(seed).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Fact]
    public async Task No_part_can_be_changed_cut_doubled_exchanged_or_taken_from_another_file()
    {
        var key = NewKey("tarfaya");
        var plain = RandomNumberGenerator.GetBytes(3 * SealedWriter.MostOfAPart);
        var (whole, other) = (await SealAsync(key, SealedKind.HandOver, plain, 100_000), await SealAsync(key, SealedKind.HandOver, plain, 100_000));
        var part = SealedWriter.PartHead + SealedWriter.TagLength + SealedWriter.MostOfAPart;
        var head = whole.Length - (3 * part);
        byte[] Part(byte[] file, int number) => file[(head + (number * part))..Math.Min(file.Length, head + ((number + 1) * part))];
        byte[][] wrong =
        [
            [.. whole[..head], .. Part(whole, 1), .. Part(whole, 0), .. Part(whole, 2)],
            [.. whole[..head], .. Part(whole, 0), .. Part(whole, 0), .. Part(whole, 1), .. Part(whole, 2)],
            [.. whole[..head], .. Part(whole, 0), .. Part(whole, 2)],
            [.. whole[..head], .. Part(other, 0), .. Part(whole, 1), .. Part(whole, 2)],
            whole[..(head + (2 * part))],
            whole[..^1],
            whole[..head],
            [],
        ];
        Open(whole, key, SealedKind.HandOver).ShouldBe(plain);
        wrong.ShouldAllBe(file => Refused(file, key, SealedKind.HandOver));
        for (var i = 0; i < whole.Length; i += i < head + 200 ? 1 : 7919)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            Refused(changed, key, SealedKind.HandOver).ShouldBeTrue($"byte {i}");
        }
    }

    [Fact]
    public async Task Another_key_another_post_and_another_kind_open_nothing()
    {
        var key = NewKey("tarfaya");
        var file = await SealAsync(key, SealedKind.Receipt, [1, 2, 3], 10);
        Refused(file, NewKey("tarfaya"), SealedKind.Receipt).ShouldBeTrue();
        Refused(file, PostKey.Read(Path.Combine(_folder, "1.key"), "smara"), SealedKind.Receipt).ShouldBeTrue();
        Refused(file, key, SealedKind.HandOver).ShouldBeTrue();
    }

    [Fact]
    public async Task A_line_that_is_missing_makes_the_file_worthless()
    {
        var key = NewKey("tarfaya");
        var file = await SealedLines.WriteAsync(key, SealedKind.Receipt, Noon, Enumerable.Range(0, 5000).Select(i => new Receipt($"check/{i}", "00", null)), CancellationToken.None);
        SealedLines.Read<Receipt>(new MemoryStream(file), key, SealedKind.Receipt).Count.ShouldBe(5000);
        Should.Throw<InvalidDataException>(() => SealedLines.Read<Receipt>(new MemoryStream([.. file, 0]), key, SealedKind.Receipt));
        Should.Throw<InvalidDataException>(() => SealedLines.Read<Receipt>(new MemoryStream(file[..^1]), key, SealedKind.Receipt));
    }

    private async Task<bool> SealAndOpenAsync(int seed)
    {
        var random = new System.Random(seed);
        var plain = new byte[random.Next(200_000)];
        random.NextBytes(plain);
        var key = NewKey("tarfaya");
        return Open(await SealAsync(key, SealedKind.HandOver, plain, random.Next(1, 100_000)), key, SealedKind.HandOver).AsSpan().SequenceEqual(plain);
    }

    private static async Task<byte[]> SealAsync(PostKey key, string kind, byte[] plain, int write)
    {
        using var to = new MemoryStream();
        await using var writer = await SealedWriter.BeginAsync(to, key, kind, Noon, null, CancellationToken.None);
        for (var at = 0; at < plain.Length; at += write)
        {
            await writer.WriteAsync(plain.AsMemory(at, Math.Min(write, plain.Length - at)));
        }

        await writer.EndAsync(CancellationToken.None);
        return to.ToArray();
    }

    private static byte[] Open(byte[] file, PostKey key, string kind)
    {
        using var reader = SealedReader.Open(new MemoryStream(file), key, kind);
        using var plain = new MemoryStream();
        reader.CopyTo(plain);
        return plain.ToArray();
    }

    private static bool Refused(byte[] file, PostKey key, string kind)
    {
        try
        {
            Open(file, key, kind);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private PostKey NewKey(string post)
    {
        var file = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length + 1}.key");
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(PostKey.Length));
        return PostKey.Read(file, post);
    }
}
