using Entente.Formats.Edifact;
using Entente.Node.Border.Crossings;
using Entente.Screening.Subjects;

namespace Entente.Node.Tests.Border;

/// <summary>The index finds whom one finds who looks at each.</summary>
public sealed class KnownTravellersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Finds_whom_a_look_at_each_of_them_finds(int seed)
    {
        var random = new Random(seed);
        var known = new KnownTravellers("a", []);
        var found = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var person = Person(random);
            var plain = known.All.FirstOrDefault(t => t.Person.IsSameAs(person, "a"));
            known.Find(person).ShouldBe(plain);
            if (plain is null)
            {
                known.Add(new CrossingTraveller($"{i}") { Person = person, Lists = "" });
            }
            else
            {
                found++;
                plain.Person = plain.Person.With(person);
                known.Learn(plain);
            }
        }

        found.ShouldBeGreaterThan(100);
        known.All.Count.ShouldBeGreaterThan(100);
    }

    private static StoredPerson Person(Random random)
    {
        var (reference, locator) = (OneOf(random, "", "", $"R{random.Next(400)}"), OneOf(random, "", $"L{random.Next(5)}"));
        return new StoredPerson
        {
            PassengerReference = reference,
            Locator = locator,
            Seat = OneOf(random, "", "1A"),
            Asked = [new Correspondent(OneOf(random, "a", "a", "b"), new InterchangeParty("X"), new InterchangeParty("Y"), "", "", reference, locator)],
            Subject = random.Next(6) == 0 ? null : new Subject
            {
                Names = [new SubjectName(OneOf(random, "Nadia", "NADIA", "Ingrid") + random.Next(40))],
                BirthDates = random.Next(3) == 0 ? [] : [BirthDate.Of(1990 + random.Next(3))!], // A year is a date.
                Documents = random.Next(2) == 0 ? [] : [new IdentityDocument($"XA{random.Next(300):0000}") { Issuer = random.Next(2) == 0 && Country.TryRead("MAR", out var issuer) ? issuer : null }],
            },
        };
    }

    private static string OneOf(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
