@echo off
rem Starts Prose from a checkout on Windows, and builds it first if there is no build.
rem
rem Unlike ./prose this does not look for sources that are newer than the build: that would need PowerShell at each start,
rem about 300 ms. After a change, build with: mvn -B package -DskipTests

if exist "%~dp0cli\target\prose\bin\prose.cmd" goto start
where mvn >nul 2>nul || goto no_maven
>&2 echo prose: building, which the first time takes a minute or two
pushd "%~dp0" || exit /b 1
call mvn -B -q -Dstyle.color=never package -Dmaven.test.skip=true -pl cli -am 1>&2 <nul || goto failed
popd

:start
"%~dp0cli\target\prose\bin\prose.cmd" %*

:no_maven
>&2 echo prose: Maven is needed to build, version 3.8.7 or newer, and there is no mvn on the PATH.
exit /b 1

:failed
popd
>&2 echo prose: the build failed
exit /b 1
