using System.Runtime.InteropServices;
using Entente.Names.Comparing;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>Reads all names, numbers their distinct parts, and writes down which name has which.</summary>
internal static class NameIndexBuilder
{
    // Names read ahead of those that are numbered: enough to keep all cores at work, few enough that a long list does not wait in memory.
    private const int Chunk = 1 << 14;

    /// <summary>
    /// Builds the index. The numbers of parts follow <see cref="FlatWords.PlaceOf"/>, so that the same list gives the
    /// same index on any number of cores.
    /// </summary>
    public static NameIndex Build(int count, Func<int, Name> nameOf, CancellationToken cancellationToken)
    {
        var gathered = new Gathered(count);
        var reading = ReadAsync(0, count, nameOf, cancellationToken);
        for (var from = 0; from < count; from += Chunk)
        {
            // The next stretch is read on all cores while this one is numbered on one.
            var pieces = reading.GetAwaiter().GetResult();
            reading = ReadAsync(from + Chunk, count, nameOf, cancellationToken);
            foreach (var one in pieces)
            {
                gathered.Add(one);
            }
        }

        gathered.NumberInOrder();
        return Finish(gathered, cancellationToken);
    }

    private static Task<Pieces[]> ReadAsync(int from, int count, Func<int, Name> nameOf, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var pieces = new Pieces[Math.Clamp(count - from, 0, Chunk)];
            Parallel.For(0, pieces.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => pieces[i] = Pieces.Of(nameOf(from + i)));
            return pieces;
        },
        cancellationToken);

    private static NameIndex Finish(Gathered gathered, CancellationToken cancellationToken)
    {
        var (start, parts, joined) = (gathered.Start, gathered.Parts.ToArray(), gathered.Joined.ToArray());
        var (names, distinct) = CountDistinct(start, parts, gathered.Listed.Count);
        var postingStart = new int[names.Length + 1];
        foreach (var part in parts)
        {
            postingStart[part + 1]++;
        }

        foreach (var part in joined)
        {
            if (part >= 0)
            {
                postingStart[part + 1]++;
            }
        }

        for (var i = 1; i < postingStart.Length; i++)
        {
            postingStart[i] += postingStart[i - 1];
        }

        var postings = new int[postingStart[^1]];
        var next = postingStart.AsSpan(0, names.Length).ToArray();
        for (var name = 0; name + 1 < start.Length; name++)
        {
            for (var at = start[name]; at < start[name + 1]; at++)
            {
                postings[next[parts[at]]++] = name;
                if (joined[at] >= 0)
                {
                    postings[next[joined[at]]++] = name | NameIndex.JoinedFlag;
                }
            }
        }

        var vocabulary = new Vocabulary(gathered.Listed, names, distinct, cancellationToken);
        return NameIndex.Of(vocabulary, start, parts, joined, [.. gathered.Roles], postingStart, postings);
    }

    /// <summary>
    /// How many names have each part, and how many names there are, the same name in several rows counted once: a list that repeats a person
    /// must not make him look common, and so hide him.
    /// </summary>
    private static (int[] Names, int Distinct) CountDistinct(int[] start, int[] parts, int vocabulary)
    {
        var names = new int[vocabulary];
        var seen = new HashSet<ulong>(start.Length);
        for (var name = 0; name + 1 < start.Length; name++)
        {
            var its = parts.AsSpan(start[name], start[name + 1] - start[name]);
            if (seen.Add(HashOf(its)))
            {
                foreach (var part in its)
                {
                    names[part]++;
                }
            }
        }

        return (names, seen.Count);
    }

    /// <summary>FNV-1a over the numbers of the parts in 64 bits; that two names of a list meet in it has a chance of one in millions, and would then change a count by one.</summary>
    private static ulong HashOf(ReadOnlySpan<int> parts)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in parts)
        {
            hash = (hash ^ (uint)part) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>All names as numbers of parts.</summary>
    private sealed class Gathered(int count)
    {
        private readonly Dictionary<PartKey, int> _numbers = [];
        private readonly List<NamePart?> _parts = [];
        private readonly List<(int First, int Second)> _halves = [];
        private readonly List<UInt128> _places = [];
        private int _names;

        public int[] Start { get; } = new int[count + 1];

        public List<int> Parts { get; } = new(count * 3);

        public List<int> Joined { get; } = new(count * 3);

        public List<PartRole> Roles { get; } = new(count * 3);

        public ListedParts Listed { get; private set; } = new([], []);

        public void Add(Pieces pieces)
        {
            var first = Parts.Count;
            foreach (var part in pieces.Parts)
            {
                Parts.Add(Number(part, part, default));
                Roles.Add(part.Role);
            }

            for (var i = 0; i < pieces.Parts.Length; i++)
            {
                Joined.Add(pieces.Joined[i] is { } both ? Number(both, null, (Parts[first + i], Parts[first + i + 1])) : -1);
            }

            Start[++_names] = Parts.Count;
        }

        /// <summary>Gives all parts their last numbers.</summary>
        public void NumberInOrder()
        {
            _numbers.Clear();
            _numbers.TrimExcess();
            var (places, order) = (_places.ToArray(), Enumerable.Range(0, _places.Count).ToArray());
            Array.Sort(places, order);
            var (number, parts, halves) = (new int[order.Length], new NamePart?[order.Length], new (int First, int Second)[order.Length]);
            for (var place = 0; place < order.Length; place++)
            {
                number[order[place]] = place;
            }

            for (var part = 0; part < order.Length; part++)
            {
                parts[number[part]] = _parts[part];
                halves[number[part]] = (number[_halves[part].First], number[_halves[part].Second]);
            }

            Renumber(Parts, number);
            Renumber(Joined, number);
            Listed = new ListedParts(parts, halves);
        }

        private static void Renumber(List<int> parts, int[] number)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                parts[i] = parts[i] < 0 ? -1 : number[parts[i]];
            }
        }

        private int Number(NamePart part, NamePart? kept, (int First, int Second) halves)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, PartKey.Of(part), out var known);
            if (!known)
            {
                number = _parts.Count;
                _parts.Add(kept);
                _halves.Add(halves);
                _places.Add(FlatWords.PlaceOf(part, number));
            }

            return number;
        }
    }

    private sealed record Pieces(NamePart[] Parts, NamePart?[] Joined)
    {
        public static Pieces Of(Name name) => new(name.PartArray, JoinedParts.Of(name));
    }
}

/// <summary>What makes two parts the same word for the index.</summary>
/// <param name="Script">Script.</param>
/// <param name="Letters">Plain letters.</param>
/// <param name="Initial">An initial is no one-letter name.</param>
/// <param name="Joined">Neighbours read as one word are found under fewer keys than a word that was written so.</param>
/// <param name="Cut">A word that may go on is compared as a prefix.</param>
internal readonly record struct PartKey(Script Script, string Letters, bool Initial, bool Joined, bool Cut)
{
    /// <summary>The key of a part.</summary>
    public static PartKey Of(NamePart part) => new(part.Script, part.Letters, part.Role == PartRole.Initial, part.Joined, part.Cut);
}
