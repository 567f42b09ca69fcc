using Entente.Node.Border.Kept;
using Entente.Screening.Subjects;

namespace Entente.Node.Tests.Border.Kept;

public sealed class IndexedPeopleTests
{
    [Fact]
    public void Whoever_is_stored_anew_is_found_as_he_is_now_and_no_longer_as_he_was()
    {
        var people = With(IndexedPeople.Empty, Somebody("1", "a", "Karim Zerhouni"), Somebody("2", "a", "Houda Lamrani"));
        people = With(people, Somebody("1", "b", "Samir Bennis"), Somebody("2", "a", "Houda Lamrani"));
        Find(people, "Samir Bennis").ShouldBe(["1"]);
        Find(people, "Karim Zerhouni").ShouldBeEmpty();
        people.Has("1", "a").ShouldBeFalse();
    }

    [Fact]
    public void Whoever_is_gone_is_found_no_longer()
    {
        var people = With(IndexedPeople.Empty, Somebody("1", "a", "Karim Zerhouni"), Somebody("2", "a", "Houda Lamrani"));
        people = With(people, Somebody("2", "a", "Houda Lamrani"));
        Find(people, "Karim Zerhouni").ShouldBeEmpty();
        Find(people, "هدى العمراني").ShouldBe(["2"]);
        people.Count.ShouldBe(1);
    }

    [Fact]
    public void Somebody_who_cannot_be_read_names_nobody_and_is_not_read_again()
    {
        var people = With(IndexedPeople.Empty, new KeptPerson("1", "a", null, "12345A6"));
        people.Has("1", "a").ShouldBeTrue();
        people.WithPlate("12345A6", 5).ShouldBe(["1"]);
        Find(people, "Karim Zerhouni").ShouldBeEmpty();
    }

    private static IndexedPeople With(IndexedPeople before, params KeptPerson[] now) =>
        before.With(now.ToDictionary(p => p.Id, p => p.Mark, StringComparer.Ordinal), [.. now.Where(p => !before.Has(p.Id, p.Mark))], CancellationToken.None);

    private static KeptPerson Somebody(string id, string mark, string name) => new(id, mark, new Listing { Id = id, List = "kept", Subject = new Subject { Names = [new SubjectName(name)] } }, "");

    private static IEnumerable<string> Find(IndexedPeople people, string name) => people.Find(new Subject { Names = [new SubjectName(name)] }, 5, 0.3).Select(f => f.Id);
}
