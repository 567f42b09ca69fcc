using System.Collections.Concurrent;
using Entente.Names.Comparing;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>Reads all names, numbers their distinct parts, and writes down which name has which.</summary>
internal static class NameIndexBuilder
{
    private const int Batch = 2048;

    /// <summary>Builds the index. The numbers of parts follow their first appearance, so that the same list gives the same index on any number of cores.</summary>
    public static NameIndex Build(int count, Func<int, Name> nameOf, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<PartKey, int>();
        var vocabulary = new List<NamePart>();
        var start = new int[count + 1];
        var (parts, joined, roles) = (new List<int>(count * 3), new List<int>(count * 3), new List<byte>(count * 3));
        var batches = Partitioner.Create(Enumerable.Range(0, (count + Batch - 1) / Batch), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel().AsOrdered().WithCancellation(cancellationToken).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(b => Enumerable.Range(b * Batch, Math.Min(Batch, count - (b * Batch))).Select(i => Pieces.Of(nameOf(i))).ToArray());
        var name = 0;
        foreach (var batch in batches)
        {
            foreach (var pieces in batch)
            {
                for (var i = 0; i < pieces.Parts.Count; i++)
                {
                    parts.Add(Number(pieces.Parts[i]));
                    joined.Add(pieces.Joined[i] is { } both ? Number(both) : -1);
                    roles.Add((byte)pieces.Parts[i].Role);
                }

                start[++name] = parts.Count;
            }
        }

        return Finish(vocabulary, start, [.. parts], [.. joined], [.. roles], cancellationToken);

        int Number(NamePart part)
        {
            var key = PartKey.Of(part);
            if (!numbers.TryGetValue(key, out var number))
            {
                number = vocabulary.Count;
                numbers.Add(key, number);
                vocabulary.Add(part);
            }

            return number;
        }
    }

    private static NameIndex Finish(List<NamePart> vocabulary, int[] start, int[] parts, int[] joined, byte[] roles, CancellationToken cancellationToken)
    {
        var names = new int[vocabulary.Count];
        var postingStart = new int[vocabulary.Count + 1];
        foreach (var part in parts)
        {
            names[part]++;
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
        var next = postingStart.AsSpan(0, vocabulary.Count).ToArray();
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

        return NameIndex.Of(new Vocabulary(vocabulary, names, start.Length - 1, cancellationToken), start, parts, joined, roles, postingStart, postings);
    }

    private sealed record Pieces(IReadOnlyList<NamePart> Parts, NamePart?[] Joined)
    {
        public static Pieces Of(Name name)
        {
            var joined = new NamePart?[name.Parts.Count];
            for (var i = 0; i + 1 < joined.Length; i++)
            {
                joined[i] = JoinedParts.Of(name.Parts[i], name.Parts[i + 1]);
            }

            return new(name.Parts, joined);
        }
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
