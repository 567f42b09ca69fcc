using System.Globalization;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.Snapshots;
using Entente.Node.Tests.Watchlist.Listings;
using Entente.Node.Watchlist;
using Entente.Screening.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Border.Posts;

/// <summary>A snapshot of many names. Alone in the process, since the memory of all tests counts together.</summary>
[CollectionDefinition(nameof(ManyNamesTests), DisableParallelization = true)]
[Collection(nameof(ManyNamesTests))]
public sealed class ManyNamesTests
{
    private const int Names = 100_000;

    private static readonly string[] Given = ["Nadia", "Yassine", "Karima", "Omar", "Salma", "Khalid", "Amina", "Rachid", "Leïla", "Samir", "Hind", "Tarik"];
    private static readonly string[] Family = ["Choukri", "Berrada", "Ben Tahar", "El Idrissi", "Benslimane", "Ouazzani", "Tazi", "Lahlou", "Mernissi", "Aziz", "Haddad", "Sqalli"];

    [Fact]
    public async Task A_hundred_thousand_names_give_the_same_hits_at_the_post_in_bounded_memory()
    {
        var random = new Random(11);
        await using var both = await PostAndMain.StartMainAsync([.. Enumerable.Range(0, Names).Select(i => Row(i, random))]);
        await both.Main.ListAsync(ListingCalls.Salma("refuse"));
        var main = both.Main.Services.GetRequiredService<CurrentLists>().Snapshot.ShouldNotBeNull();

        // Everything the writer allocates for long would stand in the way of the next collection; what it holds at one time is a line and a part.
        var writer = both.Main.Services.GetRequiredService<SnapshotWriter>();
        var prepared = writer.Prepare(PostKey.Read(both.KeyFile, PostAndMain.Name), main);
        var held = new HeldStream();
        await writer.WriteAsync(prepared, held, CancellationToken.None);
        held.Most.ShouldBeLessThan(8 << 20);

        await both.FetchAsync(both.Snapshot);
        await both.StartPostAsync();
        (await BorderCalls.UntilAsync(() => Task.FromResult(both.Post.Services.GetRequiredService<CurrentLists>().Snapshot is not null))).ShouldBeTrue();
        var post = both.Post.Services.GetRequiredService<CurrentLists>().Snapshot.ShouldNotBeNull();
        post.Version.ShouldBe(main.Version);
        for (var i = 0; i < 300; i++)
        {
            var traveller = Traveller(random);
            Words(post, traveller).ShouldBe(Words(main, traveller));
        }
    }

    private static List<string> Words(ListSnapshot lists, Subject traveller) =>
        [.. lists.Screen(traveller, top: 20).Hits.Select(h => $"{h.Listing.Id} {h.Score:R} {h.ListedName.Text} {lists.TermsOf(h.Listing).Action} {string.Join('|', h.Evidence.Select(e => $"{e.Field} {e.Agreement} {e.Words}"))}")];

    private static string Row(int i, Random random) => string.Create(CultureInfo.InvariantCulture,
        $"N{i},{Name(random)},primary,{Birth(random)},{(random.Next(2) == 0 ? "MAR" : "")},{(random.Next(2) == 0 ? "F" : "")},{(random.Next(3) == 0 ? $"XA{random.Next(1_000_000, 9_999_999)}" : "")}");

    private static string Name(Random random) => $"{Given[random.Next(Given.Length)]} {(char)('A' + random.Next(26))}{Given[random.Next(Given.Length)].ToLowerInvariant()} {Family[random.Next(Family.Length)]}";

    private static string Birth(Random random) => random.Next(4) switch
    {
        0 => $"{random.Next(1950, 2005)}",
        1 => $"{random.Next(1950, 2005)}-{random.Next(1, 13):00}",
        _ => $"{random.Next(1950, 2005)}-{random.Next(1, 13):00}-{random.Next(1, 28):00}",
    };

    private static Subject Traveller(Random random) => new()
    {
        Names = [new SubjectName(Name(random))],
        BirthDates = [BirthDate.Of(random.Next(1950, 2005), random.Next(1, 13), random.Next(1, 28)) ?? throw new InvalidOperationException("It is a date.")],
    };

    /// <summary>Takes what is written and looks from time to time how much memory is in use beyond what was at the start.</summary>
    private sealed class HeldStream : MemoryStream
    {
        private readonly long _start = GC.GetTotalMemory(forceFullCollection: true);
        private long _lookAt = 1 << 20;
        private long _written;

        public long Most { get; private set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            _written += buffer.Length;
            if (_written >= _lookAt)
            {
                _lookAt += 1 << 20;
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true) - _start);
            }
        }
    }
}
