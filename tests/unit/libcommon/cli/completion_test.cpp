// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/support/demo_tool.hpp"
#include "tests/unit/support/temporary_file.hpp"

#include <cstdlib>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

std::string completion(const char* shell, const char* called_as = "demo")
{
    zws::test::DemoTool demo;
    auto cli = demo.cli();
    const std::vector<const char*> args{called_as, "--completion", shell};
    cli.call(called_as);
    cli.parse(3, args.data());
    return cli.completion();
}

} // namespace

TEST_CASE("bash takes the script")
{
    const zws::test::TemporaryFile script(completion("bash"));
    // NOLINTNEXTLINE(concurrency-mt-unsafe, cert-env33-c): the command is ours, and no thread runs
    REQUIRE(std::system(("bash -n " + script.path()).c_str()) == 0);
}

TEST_CASE("the bash script has every flag, and after a flag what it takes")
{
    const auto script = completion("bash");
    REQUIRE_THAT(script, ContainsSubstring("--rate --count --duration --title --name --colour --loud"));
    REQUIRE_THAT(script, ContainsSubstring("--colour) words='red green';;\n"));
    REQUIRE_THAT(script, ContainsSubstring("--steps) words='cut paint' list=1;;\n"));
    REQUIRE_THAT(script, ContainsSubstring("--config) compopt -o default "));
    REQUIRE_THAT(script, ContainsSubstring("--place) compopt -o dirnames "));
    REQUIRE_THAT(script, ContainsSubstring("--rate|-r) return;;\n"));
}

TEST_CASE("the zsh script repeats only what is repeatable")
{
    const auto script = completion("zsh");
    REQUIRE_THAT(script, StartsWith("#compdef demo\n"));
    REQUIRE_THAT(script, ContainsSubstring("'*--name=["));
    REQUIRE_THAT(script, ContainsSubstring("'(--rate -r)--rate=[samples a second]:HZ:()'"));
    REQUIRE_THAT(script, ContainsSubstring("'(--rate -r)-r+[samples a second]:HZ:()'"));
    REQUIRE_THAT(script, ContainsSubstring("'--colour=[red or green]:COLOUR:(red green)'"));
    REQUIRE_THAT(script, ContainsSubstring("'--place=[where things are]:DIR:_files -/'"));
    REQUIRE_THAT(script, ContainsSubstring("'(--loud -l)--loud[it'\\''s loud]'"));
}

TEST_CASE("the fish script has a line an option")
{
    const auto script = completion("fish");
    REQUIRE_THAT(script, ContainsSubstring("complete -c demo -l rate -s r -x -d 'samples a second'\n"));
    REQUIRE_THAT(script, ContainsSubstring("-l colour -x -a 'red\\t green\\t' -d 'red or green'\n"));
    REQUIRE_THAT(script, ContainsSubstring("-l config -r -F -d "));
}

TEST_CASE("a script is for the name by which the tool was called")
{
    REQUIRE_THAT(completion("bash", "/usr/bin/other-demo"),
                 ContainsSubstring("complete -F _other-demo other-demo\n"));
    REQUIRE_THAT(completion("zsh", "./other"), StartsWith("#compdef other\n"));
    REQUIRE_THAT(completion("fish", "other"), StartsWith("complete -c other "));
    REQUIRE_THAT(completion("zsh", "/x/$(evil)"), StartsWith("#compdef demo\n"));
    REQUIRE_THAT(completion("zsh", ""), StartsWith("#compdef demo\n"));
}

TEST_CASE("operands are completed as files only where they are files")
{
    const auto script = [](const char* shell, bool files) {
        zws::test::DemoTool demo;
        std::string input;
        auto cli = demo.cli();
        if (files)
            cli.operand({zws::file(input, "FILE"), "", {}});
        const std::vector<const char*> args{"demo", "--completion", shell};
        cli.parse(3, args.data());
        return cli.completion();
    };
    REQUIRE_THAT(script("bash", true),
                 ContainsSubstring("    *) if [[ $cur != -* ]]; then compopt -o default"));
    REQUIRE_THAT(script("bash", false), !ContainsSubstring("$cur != -*"));
    REQUIRE_THAT(script("zsh", true), ContainsSubstring("'*:FILE:_files'"));
    REQUIRE_THAT(script("zsh", false), ContainsSubstring("'*:EP:()'"));
    REQUIRE_THAT(script("fish", true), !ContainsSubstring("complete -c demo -f\n"));
    REQUIRE_THAT(script("fish", false), StartsWith("complete -c demo -f\n"));
}
