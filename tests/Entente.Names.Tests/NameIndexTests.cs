namespace Entente.Names.Tests;

public sealed class NameIndexTests
{
    private static readonly NameWeights Weights = new();

    [Fact]
    public void The_same_list_gives_the_same_index_however_it_was_built()
    {
        Name[] names = [.. Fictional.Names(5_000).Select(name => Name.Read(name))];
        var (first, second) = (NameIndex.Build(names.Length, i => names[i]), BuildOnOneCore(names));
        second.VocabularyCount.ShouldBe(first.VocabularyCount);
        for (var part = 0; part < first.VocabularyCount; part++)
        {
            second.Vocabulary[part].Letters.ShouldBe(first.Vocabulary[part].Letters);
            second.NamesWith(part).SequenceEqual(first.NamesWith(part)).ShouldBeTrue();
        }

        for (var name = 0; name < names.Length; name++)
        {
            second.PartsOf(name).SequenceEqual(first.PartsOf(name)).ShouldBeTrue();
            second.JoinedOf(name).SequenceEqual(first.JoinedOf(name)).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_order_of_the_list_decides_nothing_but_ties() => Sample.Holds(Sample.Search, search =>
    {
        string[] reversed = [.. search.List.Reverse()];
        return Scores(search.List, search.Query).SequenceEqual(Scores(reversed, search.Query));
    }, times: 150);

    /// <summary>Neighbours written together may spell a word that another name has; the word is the same either way.</summary>
    [Fact]
    public void A_word_is_read_alike_whether_neighbours_or_a_single_part_made_it_first() =>
        Scores(["Elka Nouni", "Elkanouni"], "Kanouni").ShouldBe(Scores(["Elkanouni", "Elka Nouni"], "Kanouni"));

    [Fact]
    public void An_empty_list_and_names_without_letters_find_nobody()
    {
        new NameSearch(Build([]), Weights).Find(Name.Read("Mohamed"), 5, 0, default(Scoring)).ShouldBeEmpty();
        new NameSearch(Build(["", "-0-", "🙂"]), Weights).Find(Name.Read("Mohamed"), 5, 0, default(Scoring)).ShouldBeEmpty();
        Build(["", "-0-"]).Count.ShouldBe(2);
    }

    [Fact]
    public void Building_can_be_stopped() => Should.Throw<OperationCanceledException>(() =>
        NameIndex.Build(10_000, _ => Name.Read("Mohamed"), new CancellationToken(canceled: true)));

    [Fact]
    public void A_part_that_many_listed_names_share_says_less_than_the_tables_alone_would()
    {
        var index = Build([.. Fictional.Names(1_500).Select(name => name.Split(' ')[0] + " Qwertzuiop"), .. Fictional.Names(1_500)]);
        index.Bits(Name.Read("Qwertzuiop").Parts[0]).ShouldBeLessThan(5);
    }

    [Fact]
    public void A_name_that_a_list_repeats_counts_once()
    {
        var index = Build([.. Enumerable.Repeat("Zerhouni Qwertzuiop", 1_500), .. Fictional.Names(3_000)]);
        index.Bits(Name.Read("Qwertzuiop").Parts[0]).ShouldBe(Build(["Zerhouni Qwertzuiop", .. Fictional.Names(3_000)]).Bits(Name.Read("Qwertzuiop").Parts[0]));
    }

    private static NameIndex Build(string[] list) => NameIndex.Build(list.Length, i => Name.Read(list[i]));

    private static NameIndex BuildOnOneCore(Name[] names)
    {
        NameIndex? index = null;
        var thread = new Thread(() => index = NameIndex.Build(names.Length, i => names[i])) { Priority = ThreadPriority.Lowest };
        thread.Start();
        thread.Join();
        return index.ShouldNotBeNull();
    }

    private static IEnumerable<(string, double)> Scores(string[] list, string query) =>
        new NameSearch(Build(list), Weights).Find(Name.Read(query), 1_000, 0, default(Scoring)).Select(hit => (list[hit.Name], hit.Score)).Order();
}
