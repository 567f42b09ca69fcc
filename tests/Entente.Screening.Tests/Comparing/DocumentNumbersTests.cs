using Entente.Screening.Comparing;

namespace Entente.Screening.Tests.Comparing;

public sealed class DocumentNumbersTests
{
    [Theory]
    [InlineData("AB-123 456", "ab123456")]
    [InlineData("№ X123456", "X123456")]
    public void Signs_and_case_do_not_matter(string a, string b) => DocumentNumbers.Plain(a).ShouldBe(DocumentNumbers.Plain(b));

    [Theory]
    [InlineData("O123456", "0123456")]
    [InlineData("I123456", "1123456")]
    [InlineData("L123456", "1123456")]
    [InlineData("AB5Z8S0", "A85285O")]
    [InlineData("G123456", "6123456")]
    public void Letters_read_as_digits_do_not_matter(string a, string b)
    {
        DocumentNumbers.Plain(a).ShouldNotBe(DocumentNumbers.Plain(b));
        DocumentNumbers.AsRead(DocumentNumbers.Plain(a)).ShouldBe(DocumentNumbers.AsRead(DocumentNumbers.Plain(b)));
    }

    [Theory]
    [InlineData("X123456", "X123457")]
    [InlineData("X123456", "123456")]
    public void Other_differences_do(string a, string b) => DocumentNumbers.AsRead(DocumentNumbers.Plain(a)).ShouldNotBe(DocumentNumbers.AsRead(DocumentNumbers.Plain(b)));
}
